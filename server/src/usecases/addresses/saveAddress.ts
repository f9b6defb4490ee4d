import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { AddressId, MemberId } from '@paifan/shared/ids/ids';
import type { AddressRow } from '../../db/models/checkout';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { lockMember } from '../lockMember';
import { hashOf, once } from '../once';

type Shop = Pick<ShopContext, 'db' | 'clock'>;

/** An address as it comes from its member. */
export type AddressDraft = BodyOf<'POST /api/me/addresses'>;

/** More than this nobody needs. */
export const MOST_ADDRESSES = 20;

/**
 * Adds an address; the first one becomes the default.
 * @throws ApiError address_limit, idempotency_key_reused
 */
export async function addAddress(
  { db, clock }: Shop,
  memberId: MemberId,
  key: string,
  draft: AddressDraft,
): Promise<AddressRow> {
  const requestHash = hashOf(draft);
  return once(
    requestHash,
    () => db.addresses.findOne({ where: { memberId, idempotencyKey: key } }),
    () =>
      inTransaction(db, async (tx) => {
        await lockMember(tx, memberId);
        const held = await db.addresses.count({ where: { memberId }, transaction: tx });
        if (held >= MOST_ADDRESSES) throw new ApiError('address_limit');
        const isDefault = draft.isDefault || held === 0;
        if (isDefault) await clearDefault(tx, memberId);
        return db.addresses.create(
          { ...draft, isDefault, memberId, idempotencyKey: key, requestHash, createdAt: clock.now() },
          { transaction: tx },
        );
      }),
  );
}

/**
 * Changes an address. The default one stays it: another one takes that over by being made the default.
 * @throws ApiError address_not_found, also for somebody else's
 */
export async function changeAddress(
  { db }: Shop,
  memberId: MemberId,
  id: AddressId,
  draft: AddressDraft,
): Promise<AddressRow> {
  return inTransaction(db, async (tx) => {
    await lockMember(tx, memberId);
    const address = await db.addresses.findOne({ where: { memberId, id }, transaction: tx });
    if (!address) throw new ApiError('address_not_found');
    const isDefault = draft.isDefault || address.isDefault;
    if (isDefault && !address.isDefault) await clearDefault(tx, memberId);
    return address.update({ ...draft, isDefault }, { transaction: tx });
  });
}

const clearDefault = (tx: Tx, memberId: MemberId): Promise<number> =>
  execute(tx, 'UPDATE addresses SET is_default = FALSE WHERE member_id = ? AND is_default', [memberId]);
