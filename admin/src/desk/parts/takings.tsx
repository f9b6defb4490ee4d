import { Tag } from 'antd';
import { Link } from 'react-router';
import { ORDER_KIND_TEXT } from '@paifan/shared/texts/states';
import type { ItemOf } from '../../api/queries';
import type { Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { Time } from '../../ui/Time';

export type Taking = ItemOf<'GET /api/desk/takings'>;

/** What is shown of a payment. */
export const TAKING_COLUMNS: readonly Column<Taking>[] = [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  { key: 'kind', title: '类型', render: ({ kind }) => <Tag>{ORDER_KIND_TEXT[kind]}</Tag> },
  { key: 'store', title: '门店', render: ({ storeName }) => storeName },
  { key: 'buyer', title: '顾客', render: ({ buyerName }) => buyerName },
  { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} flow /> },
  {
    key: 'refunded',
    title: '已退',
    align: 'right',
    render: ({ refundedFen }) => <Money fen={refundedFen} />,
  },
  {
    key: 'contributed',
    title: '给队列',
    align: 'right',
    hidden: true,
    render: ({ contributedFen }) => <Money fen={contributedFen} />,
  },
  {
    key: 'orderNo',
    title: '订单号',
    render: ({ orderNo, kind }) =>
      kind === 'store' ? <Link to={`/desk/orders/${orderNo}`}>{orderNo}</Link> : orderNo,
  },
];
