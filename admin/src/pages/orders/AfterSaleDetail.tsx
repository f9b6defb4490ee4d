import { Button, Card, Descriptions, Image, Space, Timeline } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  AFTER_SALE_KIND_TEXT,
  AFTER_SALE_STATE_TEXT,
  AFTER_SALE_STATE_TONE,
  REFUND_STATE_TEXT,
} from '@paifan/shared/texts/states';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Decision, ShownEffects, type Deed } from '../../features/orders/Decision';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
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
  const confirm = useConfirm();
  const refund = useWrite('POST /api/admin/after-sales/:no/refund', '已开始退款');
  const retry = useWrite('POST /api/admin/after-sales/:no/retry', '已重新退款');
  const params = { no: afterSale.no };
  const pay = (verb: string, run: () => Promise<unknown>): void =>
    confirm({
      title: verb,
      facts: [
        ['会员', member.nickname],
        ['退款金额', <Money key="amount" fen={afterSale.amountFen} />],
      ],
      verb,
      run,
    });
  return (
    <>
      <PageHead
        title={`售后 ${afterSale.no}`}
        actions={
          mayDecide ? (
            <Space>
              {may.approve ? (
                <Button type="primary" onClick={() => setDeed('approve')}>
                  同意
                </Button>
              ) : null}
              {may.receive ? (
                <Button type="primary" onClick={() => setDeed('received')}>
                  已收到退货
                </Button>
              ) : null}
              {may.refund ? (
                <Button type="primary" onClick={() => pay('退款', () => refund.mutateAsync({ params }))}>
                  退款
                </Button>
              ) : null}
              {may.retry ? (
                <Button type="primary" onClick={() => pay('重新退款', () => retry.mutateAsync({ params }))}>
                  重新退款
                </Button>
              ) : null}
              {may.reject ? (
                <Button danger onClick={() => setDeed('reject')}>
                  拒绝
                </Button>
              ) : null}
            </Space>
          ) : null
        }
      />
      <Card style={{ marginBottom: 16 }}>
        <Descriptions
          column={{ xs: 1, lg: 2 }}
          items={[
            {
              label: '状态',
              children: (
                <StateTag
                  tone={AFTER_SALE_STATE_TONE[afterSale.state]}
                  text={AFTER_SALE_STATE_TEXT[afterSale.state]}
                />
              ),
            },
            { label: '方式', children: AFTER_SALE_KIND_TEXT[afterSale.kind] },
            { label: '会员', children: <MemberName member={member} /> },
            {
              label: '订单',
              children: <Link to={`/orders/${afterSale.orderNo}`}>{afterSale.orderNo}</Link>,
            },
            {
              label: '商品',
              children:
                afterSale.quantity > 0 ? `${afterSale.title} × ${afterSale.quantity}` : afterSale.title,
            },
            { label: '金额', children: <Money fen={afterSale.amountFen} /> },
            { label: '原因', children: afterSale.reasonText },
            { label: '说明', children: afterSale.text || '—' },
            { label: '店铺答复', children: afterSale.answer ?? '—' },
            {
              label: '寄回',
              children:
                afterSale.returnParcel === null
                  ? '—'
                  : `${afterSale.returnParcel.carrierName} ${afterSale.returnParcel.number}`,
            },
          ]}
        />
        <Image.PreviewGroup>
          <Space>
            {afterSale.pictures.map((picture) => (
              <Image key={picture} width={96} src={picture} alt="售后图片" />
            ))}
          </Space>
        </Image.PreviewGroup>
      </Card>
      <Card title="经过">
        <Timeline
          items={events.map(({ at, by, text, note }) => ({
            content: (
              <>
                <Time iso={at} /> {text} <span className="quiet">{by}</span>
                {note === null ? '' : `：${note}`}
              </>
            ),
          }))}
        />
        {refunds.map(({ no, state, error }) => (
          <div key={no} className="quiet">
            退款 {no}：{REFUND_STATE_TEXT[state]}
            {error === null ? '' : `，微信答复 ${error}`}
          </div>
        ))}
      </Card>
      {mayDecide && (may.approve || may.receive || may.refund) ? (
        <Card title="退款会带来什么" style={{ marginTop: 16 }}>
          <ShownEffects no={afterSale.no} />
        </Card>
      ) : null}
      {deed === null ? null : <Decision deed={deed} found={afterSale} onClose={() => setDeed(null)} />}
    </>
  );
}
