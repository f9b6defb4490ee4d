import { Button, Card, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { REFUND_STATE_TEXT } from '@paifan/shared/texts/states';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { AfterSaleCard, AfterSaleEvents, DeedButtons } from '../../features/orders/AfterSaleCards';
import { Decision, ShownEffects, type Deed } from '../../features/orders/Decision';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { useConfirm } from '../../ui/useConfirm';

type AfterSale = ResponseOf<'GET /api/admin/after-sales/:no'>;

/** One request: what was asked for, who did what to it, and what can be done now. */
export default function AfterSaleDetail() {
  const { no = '' } = useParams();
  const query = useRead('GET /api/admin/after-sales/:no', { params: { no } });
  return <Loaded query={query}>{(found) => <Shown found={found} />}</Loaded>;
}

function Shown({ found: { afterSale, member, events, may, refunds } }: { found: AfterSale }) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const mayDecide = useMay('orders.refund');
  const { no, orderNo } = afterSale;
  return (
    <>
      <PageHead
        title={`售后 ${no}`}
        actions={
          mayDecide ? (
            <Space>
              {may.retry ? <Retry found={afterSale} nickname={member.nickname} /> : null}
              <DeedButtons may={may} onChoose={setDeed} />
            </Space>
          ) : null
        }
      />
      <AfterSaleCard
        found={afterSale}
        buyer={['会员', <MemberName key="member" member={member} />]}
        order={<Link to={`/orders/${orderNo}`}>{orderNo}</Link>}
      />
      <Card title="经过">
        <AfterSaleEvents events={events.map((event) => ({ ...event, who: event.by }))} />
        {refunds.map(({ no: refundNo, state, error }) => (
          <div key={refundNo} className="quiet">
            退款 {refundNo}：{REFUND_STATE_TEXT[state]}
            {error === null ? '' : `，微信答复 ${error}`}
          </div>
        ))}
      </Card>
      {mayDecide && (may.approve || may.receive || may.refund) ? (
        <Card title="退款会带来什么" style={{ marginTop: 16 }}>
          <ShownEffects side="admin" no={no} />
        </Card>
      ) : null}
      {deed === null ? null : (
        <Decision {...{ side: 'admin', deed, found: afterSale }} onClose={() => setDeed(null)} />
      )}
    </>
  );
}

/** A refund that WeChat failed is asked for once more. */
function Retry({ found, nickname }: { found: AfterSale['afterSale']; nickname: string }) {
  const confirm = useConfirm();
  const retry = useWrite('POST /api/admin/after-sales/:no/retry', '已重新退款');
  const ask = (): void =>
    confirm({
      title: '重新退款',
      facts: [
        ['会员', nickname],
        ['退款金额', <Money key="amount" fen={found.amountFen} />],
      ],
      verb: '重新退款',
      run: () => retry.mutateAsync({ params: { no: found.no } }),
    });
  return (
    <Button type="primary" onClick={ask}>
      重新退款
    </Button>
  );
}
