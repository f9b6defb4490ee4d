import { Card } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead } from '../../api/queries';
import { AfterSaleCard, AfterSaleEvents, DeedButtons } from '../../features/orders/AfterSaleCards';
import { Decision, type Deed } from '../../features/orders/Decision';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { useDeskMay } from '../whoAmI';

type DeskAfterSale = ResponseOf<'GET /api/desk/after-sales/:no'>;

const WHO: Readonly<Record<DeskAfterSale['events'][number]['by'], string>> = {
  member: '顾客',
  merchant: '本店',
  operator: '平台',
  system: '系统',
};

/** One request: what was asked for, what was done with it, and what can be done now. */
export default function DeskAfterSalePage() {
  const { no = '' } = useParams();
  const query = useRead('GET /api/desk/after-sales/:no', { params: { no } });
  return <Loaded query={query}>{(found) => <Shown found={found} />}</Loaded>;
}

function Shown({ found }: { found: DeskAfterSale }) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const mayDecide = useDeskMay('desk.afterSales.decide');
  const { no, orderNo, orderKind, buyerName, storeName, may, events } = found;
  return (
    <>
      <PageHead
        title={`售后 ${no}`}
        actions={mayDecide ? <DeedButtons may={may} onChoose={setDeed} /> : null}
      />
      <AfterSaleCard
        found={found}
        buyer={['顾客', buyerName]}
        // What a cashier takes is no order to be sent, and has no page of its own.
        order={orderKind === 'cashier' ? orderNo : <Link to={`/desk/orders/${orderNo}`}>{orderNo}</Link>}
        from={storeName ?? '商城'}
      />
      <Card title="经过">
        <AfterSaleEvents events={events.map((event) => ({ ...event, who: WHO[event.by] }))} />
      </Card>
      {deed === null ? null : <Decision {...{ side: 'desk', deed, found }} onClose={() => setDeed(null)} />}
    </>
  );
}
