import { Link } from 'react-router';
import type { ItemOf } from '../../api/queries';
import type { Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

export type Statement = ItemOf<'GET /api/admin/statements'>;

const money = (
  key: string,
  title: string,
  of: (row: Statement) => number,
  hidden?: true,
): Column<Statement> => ({ key, title, align: 'right', render: (row) => <Money fen={of(row)} />, hidden });

/** Where a statement stands: open, in a payout, or paid. */
export const statementState = ({ paid, payoutId }: Pick<Statement, 'paid' | 'payoutId'>) =>
  paid ? (
    <StateTag tone="good" text="已打款" />
  ) : payoutId === null ? (
    <StateTag tone="over" text="未结算" />
  ) : (
    <StateTag tone="waiting" text="结算中" />
  );

export const STATEMENT_COLUMNS: readonly Column<Statement>[] = [
  { key: 'day', title: '日期', render: ({ day }) => day },
  {
    key: 'merchant',
    title: '商家',
    render: ({ merchant: { id, name } }) => <Link to={`/merchants/${id}`}>{name}</Link>,
  },
  { key: 'lines', title: '笔数', align: 'right', render: ({ lines }) => lines },
  money('sale', '销售', ({ saleFen }) => saleFen),
  money('refunded', '退款', ({ refundedFen }) => refundedFen),
  money('commission', '平台抽成', ({ commissionFen }) => commissionFen),
  money('freight', '运费', ({ freightFen }) => freightFen, true),
  money('payable', '应付', ({ payableFen }) => payableFen),
  money('contributed', '给队列', ({ contributedFen }) => contributedFen, true),
  money('rewarded', '平台奖励', ({ rewardedFen }) => rewardedFen, true),
  { key: 'state', title: '结算', render: statementState },
  { key: 'closedAt', title: '结账', hidden: true, render: ({ closedAt }) => <Time iso={closedAt} /> },
];
