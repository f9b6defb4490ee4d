import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, OperatorId, ReviewId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import type { ReviewRow } from '../../db/models/reviews';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Actor } from '../actor';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { countReview } from './writeReview';

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** @throws ApiError review_not_found */
async function lockReview(
  { db }: Pick<Office, 'db'>,
  tx: Tx,
  id: ReviewId,
  among: { readonly merchantId?: MerchantId } = {},
): Promise<ReviewRow> {
  const row = await db.reviews.findOne({
    where: { id, ...among },
    lock: tx.LOCK.UPDATE,
    transaction: tx,
  });
  if (row === null) throw new ApiError('review_not_found');
  return row;
}

/**
 * Hides a review from everybody but its writer, or shows it again; the rating follows. What is so already stays as it is.
 * @param reason why it is hidden; null: it is shown
 * @throws ApiError review_not_found
 */
export async function hideReview(
  office: Office,
  by: OperatorId,
  id: ReviewId,
  reason: string | null,
): Promise<void> {
  const { db, clock } = office;
  await inTransaction(db, async (tx) => {
    const row = await lockReview(office, tx, id);
    const hidden = reason !== null;
    if (row.hidden === hidden) return;
    const before = { hidden: row.hidden, reason: row.hiddenReason };
    await row.update({ hidden, hiddenReason: reason }, { transaction: tx });
    await countReview(tx, row, hidden ? -1 : 1);
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, subject: `review:${id}` },
      action: hidden ? 'review.hidden' : 'review.shown',
      ...{ before, after: { hidden, reason } },
    });
  });
}

/**
 * Answers a review, or changes the answer.
 * @param actor an operator, or a merchant for a review of its own products
 * @throws ApiError review_not_found, forbidden_phrase
 */
export async function answerReview(
  office: Office,
  actor: Actor,
  id: ReviewId,
  text: string,
  among: { readonly merchantId?: MerchantId } = {},
): Promise<void> {
  assertAllowedTexts({ text });
  const { db, clock } = office;
  await inTransaction(db, async (tx) => {
    const row = await lockReview(office, tx, id, among);
    const at = clock.now();
    const before = { answer: row.answer };
    await row.update({ answer: text, answeredAt: at }, { transaction: tx });
    if (actor.kind !== 'operator') return;
    await audit(tx, {
      ...{ at, operatorId: actor.id as OperatorId, action: 'review.answered', subject: `review:${id}` },
      ...{ before, after: { answer: text } },
    });
  });
}
