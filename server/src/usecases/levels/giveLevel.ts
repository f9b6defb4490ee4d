import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OperatorId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { judge, lockFigures } from './judge';

/** A level given by hand. */
export interface GivenLevel {
  /** null: none any more, so that the figures alone decide. */
  readonly level: string | null;
  readonly reason: string;
}

/**
 * An operator gives a member a level, below which no computation takes the member, or takes it back. Who reaches a higher one keeps
 * that. SPEC section 11.
 * @throws ApiError member_not_found, level_not_found
 */
export async function giveLevel(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  by: OperatorId,
  memberId: MemberId,
  { level, reason }: GivenLevel,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const known = await db.members.findByPk(memberId, { attributes: ['id'], transaction: tx });
    if (known === null) throw new ApiError('member_not_found');
    if (level !== null && (await db.levels.findByPk(level, { transaction: tx })) === null)
      throw new ApiError('level_not_found');
    const figures = await lockFigures(tx, [memberId]);
    const member = await db.members.findByPk(memberId, { transaction: tx, rejectOnEmpty: true });
    const before = { level: member.level, handLevel: member.handLevel };
    await member.update({ handLevel: level }, { transaction: tx });
    await judge({ db, clock }, tx, figures);
    await member.reload({ transaction: tx });
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'member.levelGiven', subject: `member:${memberId}` },
      ...{ before, after: { level: member.level, handLevel: level, reason } },
    });
  });
}
