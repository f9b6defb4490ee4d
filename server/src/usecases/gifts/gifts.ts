import { ApiError } from '@paifan/shared/errors/errors';
import type { BodyOf } from '@paifan/shared/contract/contract';
import type { GiftId, OperatorId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { audit, type AuditState } from '../../db/audit';
import type { GiftRow } from '../../db/models/gifts';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { assertOwnPictures } from '../uploads/ownPictures';
import { hashOf, once } from '../once';

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** Gifts, newest first. @param which those that members see, or all */
export async function readGifts(
  { db }: Pick<ShopContext, 'db'>,
  request: PageRequest,
  which: 'onSale' | 'all',
): Promise<Page<GiftRow>> {
  const rows = await db.gifts.findAll({
    where: { ...(which === 'onSale' ? { onSale: true } : {}), ...olderThan<GiftId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** A gift on sale. @throws ApiError gift_not_found */
export async function findGift({ db }: Pick<ShopContext, 'db'>, id: GiftId): Promise<GiftRow> {
  const gift = await db.gifts.findOne({ where: { id, onSale: true } });
  if (gift === null) throw new ApiError('gift_not_found');
  return gift;
}

const stateOf = ({ title, balance, price, stock, maxPerMember, onSale }: GiftRow): AuditState => ({
  ...{ title, balance, price, stock, maxPerMember, onSale },
});

export type NewGift = BodyOf<'POST /api/admin/gifts'>;

/** Adds a gift. With a key that was used before, the gift of then comes back. @throws ApiError forbidden_phrase, idempotency_key_reused */
export async function createGift(
  { db, clock }: Office,
  by: OperatorId,
  key: string,
  gift: NewGift,
): Promise<GiftRow> {
  assertAllowedTexts({ title: gift.title, summary: gift.summary });
  const requestHash = hashOf(gift);
  const made = { operatorId: by, idempotencyKey: key };
  return once(
    requestHash,
    () => db.gifts.findOne({ where: made }),
    () =>
      inTransaction(db, async (tx) => {
        await assertOwnPictures(tx, { kind: 'operators' }, [gift.picture]);
        const createdAt = clock.now();
        const row = await db.gifts.create(
          { ...gift, price: fen(gift.price), ...made, requestHash, createdAt },
          { transaction: tx },
        );
        // With what the database fills in.
        await row.reload({ transaction: tx });
        await audit(tx, {
          ...{ at: createdAt, operatorId: by, action: 'gift.created', subject: `gift:${row.id}` },
          ...{ before: null, after: stateOf(row) },
        });
        return row;
      }),
  );
}

export type GiftChange = BodyOf<'PUT /api/admin/gifts/:id'>;

/**
 * Changes a gift. Its stock may have moved since the operator saw it: then nothing is changed.
 * @throws ApiError gift_not_found, gift_changed, forbidden_phrase, picture_not_found
 */
export async function changeGift(
  { db, clock }: Office,
  by: OperatorId,
  id: GiftId,
  { seenStock, price, ...change }: GiftChange,
): Promise<GiftRow> {
  assertAllowedTexts({ title: change.title, summary: change.summary });
  return inTransaction(db, async (tx) => {
    const row = await db.gifts.findByPk(id, { lock: tx.LOCK.UPDATE, transaction: tx });
    if (row === null) throw new ApiError('gift_not_found');
    if (row.stock !== seenStock && row.stock !== change.stock)
      throw new ApiError('gift_changed', undefined, { stock: row.stock });
    await assertOwnPictures(tx, { kind: 'operators' }, [change.picture], [row.picture]);
    const before = stateOf(row);
    await row.update({ ...change, price: fen(price) }, { transaction: tx });
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'gift.changed', subject: `gift:${id}` },
      ...{ before, after: stateOf(row) },
    });
    return row;
  });
}
