import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { isDuplicate } from '../../db/errors';
import type { MemberRow } from '../../db/models/members';
import type { ShopContext } from '../context';
import { inviterOfScene } from '../growth/scenes';
import { inviteValidHours } from '../growth/validity';
import { randomCode } from '../orders/orderNumber';

const INVITE_CODE_LENGTH = 8;
const HOUR_MS = 3_600_000;
const DEFAULT_AVATAR = '/pictures/avatars/bamboo.svg';
const ATTEMPTS = 5;
/** WeChat knows no such code; it was used before. */
const USELESS_CODES: ReadonlySet<string> = new Set(['40029', '40163']);

/** A code that somebody came by. */
export interface Scanned {
  /** What stands in it; it comes from whoever made it. */
  readonly scene: string;
  /** When it was scanned, as the client says; absent: now. */
  readonly at?: Date;
}

/**
 * Signs in with a code of wx.login; whoever comes for the first time becomes a member.
 * @param scanned the code by which the person came: an invite code binds the inviter, at this first sign-in only. SPEC section 9
 * @throws ApiError login_code_invalid, wechat_unavailable
 */
export async function signIn(shop: ShopContext, code: string, scanned?: Scanned): Promise<MemberRow> {
  const outcome = await shop.wechat.login(code);
  if (outcome.kind === 'unknown') throw new ApiError('wechat_unavailable');
  if (outcome.kind === 'refused') throw refusal(shop, outcome.code);
  const { openid } = outcome.value;
  const known = await shop.db.members.findOne({ where: { openid } });
  return known ?? join(shop, openid, scanned);
}

/** Only a code that is no good is the client's affair; a wrong secret or too many sign-ins are ours. */
function refusal({ logger }: ShopContext, code: string): ApiError {
  if (USELESS_CODES.has(code)) return new ApiError('login_code_invalid');
  logger.error({ code }, 'WeChat refused a sign-in');
  return new ApiError('wechat_unavailable');
}

async function join(shop: ShopContext, openid: string, scanned: Scanned | undefined): Promise<MemberRow> {
  const { db, clock } = shop;
  // Nobody can have been invited by who is not here yet, so there are no circles to look for.
  const inviterId = await findInviter(shop, scanned);
  for (let attempt = 1; ; attempt += 1) {
    const inviteCode = randomCode(INVITE_CODE_LENGTH);
    const nickname = `微信用户${inviteCode.slice(0, 4)}`;
    const joinedAt = clock.now();
    const member = { openid, nickname, avatar: DEFAULT_AVATAR, level: null, inviteCode, inviterId, joinedAt };
    try {
      return await db.members.create(member);
    } catch (error) {
      // The same person at the same moment on another request: the first one has won.
      if (isDuplicate(error, 'members_openid'))
        return db.members.findOne({ where: { openid }, rejectOnEmpty: true });
      if (!isDuplicate(error, 'members_invite_code') || attempt === ATTEMPTS) throw error;
    }
  }
}

async function findInviter(
  { db, clock }: ShopContext,
  scanned: Scanned | undefined,
): Promise<MemberId | null> {
  const inviter = scanned === undefined ? null : await inviterOfScene(db, scanned.scene);
  if (inviter === null || scanned?.at === undefined) return inviter;
  const hours = await inviteValidHours({ db, clock });
  const isTooLate = hours > 0 && clock.now().getTime() - scanned.at.getTime() > hours * HOUR_MS;
  return isTooLate ? null : inviter;
}
