import type { MemberId } from '@paifan/shared/ids/ids';
import { sumFen, type Fen } from '@paifan/shared/money/fen';
import type { OrderKind } from '@paifan/shared/orders/states';
import type { Database } from '../../db/connect';
import type { StoreRow } from '../../db/models/catalogue';
import { settingsInForce, type SettingsVersion } from '../../db/settings';
import { applyDeductions, type Deducted } from '../checkout/applyDeductions';
import { bareLinesOf, findStoreOf, type Basket } from '../checkout/bareLines';
import { deliver, type Delivered } from '../checkout/delivery';
import { applyDiscounts, type Discounted } from '../checkout/discounts';
import { giveTerms } from '../checkout/giveTerms';
import type { QuotedLine } from '../checkout/lines';
import { assertSellersSell } from '../stores/selling';

/** A basket with all that is known of it before it is ordered. */
export interface QuotedBasket extends Delivered, Omit<Discounted, 'lines'>, Omit<Deducted, 'lines'> {
  readonly kind: OrderKind;
  readonly store: StoreRow | null;
  readonly lines: readonly QuotedLine[];
  /** What the lines cost before anything is taken off. */
  readonly goodsFen: Fen;
  readonly entitledFen: Fen;
  readonly settings: SettingsVersion;
}

/**
 * What a basket costs now and what each line may receive, with the rule that chose it, step by step. SPEC sections 3 and 5.
 * @throws ApiError what the steps throw
 */
export async function quoteBasket(
  db: Database,
  memberId: MemberId,
  basket: Basket,
  at: Date,
): Promise<QuotedBasket> {
  const version = await settingsInForce(db, at);
  const { settings } = version;
  const store = await findStoreOf(db, basket);
  const bare = await bareLinesOf(db, basket, store);
  await assertSellersSell(db, store, bare, at);
  const discounted = await applyDiscounts(db, memberId, basket, { lines: bare, store, at });
  const delivered = await deliver(db, memberId, basket, discounted.lines);
  const { freightFen } = delivered;
  const deducted = await applyDeductions(db, {
    ...{ memberId, freightFen, settings },
    ...{ lines: discounted.lines, use: basket.use },
  });
  const lines = await giveTerms(db, memberId, basket, { lines: deducted.lines, store, settings, at });
  return {
    ...discounted,
    ...delivered,
    ...deducted,
    kind: basket.kind,
    store,
    lines,
    goodsFen: sumFen(bare.map(({ listFen }) => listFen)),
    entitledFen: sumFen(lines.map(({ quote }) => quote.entitledFen)),
    settings: version,
  };
}
