import type { AddressId, MemberId } from '@paifan/shared/ids/ids';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { lockMember } from '../lockMember';

/**
 * Takes an address away; after the default one the newest becomes it. One that is not there, or is somebody else's, is away already.
 */
export async function removeAddress(
  { db }: Pick<ShopContext, 'db'>,
  memberId: MemberId,
  id: AddressId,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockMember(tx, memberId);
    const address = await db.addresses.findOne({ where: { memberId, id }, transaction: tx });
    if (!address) return;
    await address.destroy({ transaction: tx });
    if (!address.isDefault) return;
    const newest = await db.addresses.findOne({
      where: { memberId },
      order: [['id', 'DESC']],
      transaction: tx,
    });
    await newest?.update({ isDefault: true }, { transaction: tx });
  });
}
