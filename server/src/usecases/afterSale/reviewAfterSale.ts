import { inTransaction } from '../../db/transaction';
import type { Actor } from '../actor';
import { nothingElse, type Alongside } from '../alongside';
import type { ShopContext } from '../context';
import { lockAfterSale, moveAfterSale } from './moveAfterSale';
import { startRefund } from './refundAfterSale';

/** What the shop says to a request. `answer`: where to send the goods, or why not; members read it. */
export type Verdict =
  { readonly agrees: true; readonly answer?: string } | { readonly agrees: false; readonly answer: string };

/**
 * The shop agrees to a request, or rejects it: also one that it agreed to, if the goods are never sent back, or are not those that
 * were sold.
 * Where nothing has to come back, the refund begins at once.
 * @throws ApiError after_sale_not_found, after_sale_state, refund_exceeds
 */
export async function reviewAfterSale(
  shop: ShopContext,
  actor: Actor,
  no: string,
  verdict: Verdict,
  alongside: Alongside = nothingElse,
): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    const locked = await lockAfterSale(shop, tx, { no });
    const before = locked.afterSale.state;
    const answer = verdict.answer ?? null;
    await moveAfterSale(shop, tx, locked, verdict.agrees ? 'approve' : 'reject', actor, { answer });
    if (verdict.agrees && locked.afterSale.kind === 'refundOnly') await startRefund(shop, tx, locked, actor);
    await alongside(tx, { before, after: locked.afterSale.state });
  });
  shop.nudgeWorker();
}
