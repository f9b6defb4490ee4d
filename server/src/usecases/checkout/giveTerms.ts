import type { MemberId } from '@paifan/shared/ids/ids';
import { quoteLine } from '@paifan/shared/rebate/settle/place';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { Database } from '../../db/connect';
import type { StoreRow } from '../../db/models/catalogue';
import { readSpending, tierDays } from '../members/spending';
import { standingsFor } from '../orders/standings';
import type { Basket } from './bareLines';
import type { PaidLine, QuotedLine } from './lines';

/** What each line may receive for what is paid for it, by which rule. SPEC sections 3 and 5. */
export async function giveTerms(
  db: Database,
  memberId: MemberId,
  { kind }: Basket,
  {
    lines,
    store,
    settings,
    at,
  }: {
    readonly lines: readonly PaidLine[];
    readonly store: StoreRow | null;
    readonly settings: PlatformSettings;
    readonly at: Date;
  },
): Promise<QuotedLine[]> {
  const toPlace = lines.map(({ rules, paidFen }) => ({ kind, ...rules, paidFen }));
  const tiers = toPlace.flatMap(({ product, store: at }) => [
    ...(kind === 'cashier' ? [] : [product?.rules]),
    kind === 'cashier' ? at?.rules.cashier : at?.rules.rebate,
  ]);
  const scope = { memberId, kind, storeId: store?.id ?? null };
  const buyer = {
    level: (await db.members.findByPk(memberId, { attributes: ['level'] }))?.level ?? null,
    spent: await readSpending(db, scope, at, tierDays(tiers)),
  };
  const standingOf = await standingsFor(db, toPlace, settings, at);
  return lines.map((line) => ({
    ...line,
    quote: quoteLine({ kind, ...line.rules, paidFen: line.paidFen }, buyer, settings, standingOf),
  }));
}
