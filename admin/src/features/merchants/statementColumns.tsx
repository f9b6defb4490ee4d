import type { ItemOf } from '../../api/queries';
import type { Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import type { Side } from '../sides';

/** A day of a merchant as its desk reads it. */
export type DayStatement = ItemOf<'GET /api/desk/statements'>;
/** The same as operators read it: with whose it is. */
export type MerchantStatement = ItemOf<'GET /api/admin/statements'>;

/** What the platform owes, seen from either side. */
export const OWED: Readonly<Record<Side, string>> = { admin: '应付', desk: '应收' };

/** Where a statement stands: open, in a payout, or paid. */
const stateOf = ({ paid, payoutId }: DayStatement) =>
  paid ? (
    <StateTag tone="good" text="已打款" />
  ) : payoutId === null ? (
    <StateTag tone="over" text="未结算" />
  ) : (
    <StateTag tone="waiting" text="结算中" />
  );

/** What a day came to. @param isStore a supplier pays no commission and sends for no freight of its own */
export function sumColumns(side: Side, isStore = true): readonly Column<DayStatement>[] {
  const money = (
    key: string,
    title: string,
    of: (row: DayStatement) => number,
    hidden?: true,
  ): Column<DayStatement> => ({
    key,
    title,
    align: 'right',
    hidden,
    render: (row) => <Money fen={of(row)} />,
  });
  return [
    { key: 'lines', title: '笔数', align: 'right', render: ({ lines }) => lines },
    money('sale', isStore ? '销售' : '供应价合计', ({ saleFen }) => saleFen),
    money('refunded', '退款', ({ refundedFen }) => refundedFen),
    ...(isStore
      ? [
          money('commission', '平台抽成', ({ commissionFen }) => commissionFen),
          money('freight', '运费', ({ freightFen }) => freightFen),
        ]
      : []),
    money('payable', OWED[side], ({ payableFen }) => payableFen),
    money('contributed', '给队列', ({ contributedFen }) => contributedFen, true),
    money('rewarded', '平台发放的奖励', ({ rewardedFen }) => rewardedFen, true),
    { key: 'state', title: '结算', render: stateOf },
    { key: 'closedAt', title: '结账', hidden: true, render: ({ closedAt }) => <Time iso={closedAt} /> },
  ];
}
