import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { isDuplicate } from '../../db/errors';
import type { MemberRow } from '../../db/models/members';
import { execute } from '../../db/query';
import { sealSecret } from '../../operators/sealing';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { assertOwnPictures } from '../uploads/ownPictures';
import { phoneLookup, phoneOwner, readMaskedPhone } from './phones';

/** A member, with the phone number as it is shown. */
export interface Profile {
  readonly member: MemberRow;
  readonly phone: string | null;
}

export async function readProfile(shop: ShopContext, memberId: MemberId): Promise<Profile> {
  const { db } = shop;
  return {
    member: await db.members.findByPk(memberId, { rejectOnEmpty: true }),
    phone: await readMaskedPhone(shop, db, memberId),
  };
}

/** Changes what others see of a member. @throws ApiError forbidden_phrase, picture_not_found */
export async function changeProfile(
  shop: ShopContext,
  memberId: MemberId,
  { nickname, avatar }: { readonly nickname: string; readonly avatar: string },
): Promise<Profile> {
  assertAllowedTexts({ nickname });
  const { avatar: before } = await shop.db.members.findByPk(memberId, { rejectOnEmpty: true });
  await assertOwnPictures(shop.db, { kind: 'member', id: memberId }, [avatar], [before]);
  await shop.db.members.update({ nickname, avatar }, { where: { id: memberId } });
  return readProfile(shop, memberId);
}

/** WeChat knows no such code, or it was used before. */
const USELESS_CODES: ReadonlySet<string> = new Set(['40029', '40163']);

/**
 * Binds the phone number that WeChat says is the member's, in place of an earlier one.
 * @param code of a getPhoneNumber button
 * @throws ApiError phone_code_invalid, phone_taken, wechat_unavailable
 */
export async function bindPhone(shop: ShopContext, memberId: MemberId, code: string): Promise<Profile> {
  const { db, wechat, clock, logger, sealingKey } = shop;
  const outcome = await wechat.phoneNumber(code);
  if (outcome.kind === 'refused' && USELESS_CODES.has(outcome.code)) throw new ApiError('phone_code_invalid');
  if (outcome.kind === 'refused')
    logger.error({ code: outcome.code }, 'WeChat refused to tell a phone number');
  if (outcome.kind !== 'ok') throw new ApiError('wechat_unavailable');
  const { countryCode, number } = outcome.value;
  const phone = countryCode === '86' ? number : `${countryCode}${number}`;
  const sealed = sealSecret(sealingKey, phoneOwner(memberId), Buffer.from(phone));
  const lookup = phoneLookup(shop, phone);
  const parameters = { memberId, sealed, lookup, now: clock.now() };
  // An upsert by either key would move somebody else's row: first one's own, then a new one.
  const change = 'SET sealed = :sealed, lookup = :lookup, bound_at = :now';
  try {
    const changed = await execute(
      db,
      `UPDATE member_phones ${change} WHERE member_id = :memberId`,
      parameters,
    );
    if (changed === 0)
      await execute(db, `INSERT INTO member_phones ${change}, member_id = :memberId`, parameters);
  } catch (error) {
    if (isDuplicate(error, 'member_phones_lookup')) throw new ApiError('phone_taken');
    // The same member at the same moment on another request: that one has bound a number.
    if (!isDuplicate(error, 'PRIMARY')) throw error;
  }
  return readProfile(shop, memberId);
}

/** Forgets a member's phone number. Repeating it changes nothing. */
export async function forgetPhone({ db }: ShopContext, memberId: MemberId): Promise<void> {
  await execute(db, 'DELETE FROM member_phones WHERE member_id = ?', [memberId]);
}
