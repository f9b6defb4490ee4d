import type { ItemOf } from '../../api/queries';
import type { Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

export type Statement = ItemOf<'GET /api/desk/statements'>;

const money = (
  key: string,
  title: string,
  of: (row: Statement) => number,
  hidden?: true,
): Column<Statement> => ({ key, title, align: 'right', render: (row) => <Money fen={of(row)} />, hidden });

/** Where a day stands: open, in a payout, or paid. */
const stateOf = ({ paid, payoutId }: Statement) =>
  paid ? (
    <StateTag tone="good" text="已打款" />
  ) : payoutId === null ? (
    <StateTag tone="over" text="未结算" />
  ) : (
    <StateTag tone="waiting" text="结算中" />
  );

/** What is shown of a day. A supplier pays no commission and sends for no freight of its own. */
export const statementColumns = (isStore: boolean): readonly Column<Statement>[] => [
  { key: 'lines', title: '笔数', align: 'right', render: ({ lines }) => lines },
  money('sale', isStore ? '销售' : '供应价合计', ({ saleFen }) => saleFen),
  money('refunded', '退款', ({ refundedFen }) => refundedFen),
  ...(isStore
    ? [
        money('commission', '平台抽成', ({ commissionFen }) => commissionFen),
        money('freight', '运费', ({ freightFen }) => freightFen),
      ]
    : []),
  money('payable', '应收', ({ payableFen }) => payableFen),
  money('contributed', '给队列', ({ contributedFen }) => contributedFen, true),
  money('rewarded', '平台发放的奖励', ({ rewardedFen }) => rewardedFen, true),
  { key: 'state', title: '结算', render: stateOf },
  { key: 'closedAt', title: '结账', hidden: true, render: ({ closedAt }) => <Time iso={closedAt} /> },
];
