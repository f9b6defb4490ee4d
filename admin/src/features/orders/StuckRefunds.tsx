import { Button, Card } from 'antd';
import { Link } from 'react-router';
import { REFUND_REASON_TEXT, REFUND_STATE_TEXT, REFUND_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

type Row = ItemOf<'GET /api/admin/refunds/stuck'>;

/** Refunds that WeChat Pay did not carry out; nothing is shown while there are none. */
export function StuckRefunds() {
  const list = useList('GET /api/admin/refunds/stuck', {});
  const retry = useWrite('POST /api/admin/refunds/:no/retry', '即将再次退款');
  const mayRefund = useMay('orders.refund');
  if ((list.data?.pages[0]?.items.length ?? 0) === 0) return null;
  const columns: readonly Column<Row>[] = [
    { key: 'no', title: '退款单', render: ({ no }) => no },
    { key: 'reason', title: '事由', render: ({ reason }) => REFUND_REASON_TEXT[reason] },
    {
      key: 'state',
      title: '微信支付',
      render: ({ state }) => <StateTag tone={REFUND_STATE_TONE[state]} text={REFUND_STATE_TEXT[state]} />,
    },
    { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
    {
      key: 'order',
      title: '订单',
      render: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
    },
    {
      key: 'afterSale',
      title: '售后单',
      render: ({ afterSaleNo }) =>
        afterSaleNo === null ? '—' : <Link to={`/after-sales/${afterSaleNo}`}>{afterSaleNo}</Link>,
    },
    { key: 'error', title: '答复', render: ({ error }) => error ?? '—' },
    { key: 'next', title: '下次', render: ({ nextTryAt }) => <Time iso={nextTryAt} /> },
    {
      key: 'actions',
      title: '操作',
      render: ({ no }) =>
        mayRefund ? (
          <Button size="small" onClick={() => retry.mutate({ params: { no } })}>
            现在再试
          </Button>
        ) : null,
    },
  ];
  return (
    <Card
      size="small"
      title="没有退成的款"
      extra={<span className="quiet">异常的请先在微信支付商户平台处理；退成之前一直列在这里</span>}
    >
      <ListTable
        name="stuck-refunds"
        exported="work until it is done"
        columns={columns}
        list={list}
        rowKey={({ no }) => no}
        empty="没有退不成的款"
        hint="微信支付没有退成的款会列在这里"
      />
    </Card>
  );
}
