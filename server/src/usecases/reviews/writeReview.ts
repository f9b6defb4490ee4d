import { isDeepStrictEqual } from 'node:util';
import type { Stars } from '@paifan/shared/catalogue/ratings';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OrderId, ProductId, ReviewId } from '@paifan/shared/ids/ids';
import { isDuplicate } from '../../db/errors';
import type { ReviewRow } from '../../db/models/reviews';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { findOwnOrder } from '../orders/findOrder';
import { assertOwnPictures } from '../uploads/ownPictures';

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** What a buyer says. */
export interface Words {
  readonly text: string;
  /** Paths of uploads. */
  readonly pictures: readonly string[];
}

/** Counts a review in or out. Rows are counted by the database, so that reviews written side by side all count. */
export async function countReview(
  tx: Tx,
  { productId, stars }: { readonly productId: ProductId; readonly stars: Stars },
  by: 1 | -1,
): Promise<void> {
  await execute(
    tx,
    by === 1
      ? `INSERT INTO review_counts (product_id, stars, reviews) VALUES (?, ?, 1)
         ON DUPLICATE KEY UPDATE reviews = reviews + 1`
      : 'UPDATE review_counts SET reviews = reviews - 1 WHERE product_id = ? AND stars = ?',
    [productId, stars],
  );
}

/**
 * Reviews a line of an order: there is one review a line, so the same request again gives the same.
 * @returns the review's id
 * @throws ApiError order_not_found, order_line_not_found (also a payment at a cashier), review_too_early, review_exists (with other
 *   words), forbidden_phrase, picture_not_found
 */
export async function writeReview(
  office: Office,
  memberId: MemberId,
  { orderNo, lineNo }: { readonly orderNo: string; readonly lineNo: number },
  words: Words & { readonly stars: Stars },
): Promise<ReviewId> {
  assertAllowedTexts({ text: words.text });
  const { db, clock } = office;
  const { id: orderId, state } = await findOwnOrder(db, memberId, orderNo);
  const line = await db.orderLines.findOne({ where: { orderId, lineNo } });
  if (line === null || line.productId === null) throw new ApiError('order_line_not_found');
  const earlier = await sameReview(office, orderId, lineNo, words);
  if (earlier) return earlier.id;
  if (state !== 'completed') throw new ApiError('review_too_early');
  await assertOwnPictures(db, { kind: 'member', id: memberId }, words.pictures);
  const { productId, merchantId, skuName } = line;
  try {
    return await inTransaction(db, async (tx) => {
      const { id } = await db.reviews.create(
        { orderId, lineNo, productId, merchantId, memberId, skuName, ...words, createdAt: clock.now() },
        { transaction: tx },
      );
      await countReview(tx, { productId, stars: words.stars }, 1);
      return id;
    });
  } catch (error) {
    if (!isDuplicate(error, 'reviews_line')) throw error;
    const twin = await sameReview(office, orderId, lineNo, words);
    if (twin) return twin.id;
    throw error;
  }
}

async function sameReview(
  { db }: Pick<Office, 'db'>,
  orderId: OrderId,
  lineNo: number,
  { stars, text, pictures }: Words & { readonly stars: Stars },
): Promise<ReviewRow | null> {
  const row = await db.reviews.findOne({ where: { orderId, lineNo } });
  if (row === null) return null;
  const isSame = row.stars === stars && row.text === text && isDeepStrictEqual(row.pictures, pictures);
  if (!isSame) throw new ApiError('review_exists');
  return row;
}

/**
 * Adds to a review, once; the same again changes nothing.
 * @throws ApiError review_not_found (also somebody else's), review_exists (something else was added), forbidden_phrase,
 *   picture_not_found
 */
export async function addToReview(
  { db, clock }: Office,
  memberId: MemberId,
  id: ReviewId,
  { text, pictures }: Words,
): Promise<void> {
  assertAllowedTexts({ text });
  await inTransaction(db, async (tx) => {
    const row = await db.reviews.findOne({
      where: { id, memberId },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    if (row === null) throw new ApiError('review_not_found');
    if (row.addedText !== null) {
      if (row.addedText === text && isDeepStrictEqual(row.addedPictures, pictures)) return;
      throw new ApiError('review_exists', '该商品已追评');
    }
    await assertOwnPictures(tx, { kind: 'member', id: memberId }, pictures, row.pictures);
    await row.update({ addedText: text, addedPictures: pictures, addedAt: clock.now() }, { transaction: tx });
  });
}
