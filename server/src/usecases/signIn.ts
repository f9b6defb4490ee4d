import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { Database } from '../db/connect';
import { isDuplicate } from '../db/errors';
import type { MemberRow } from '../db/models/members';
import type { ShopContext } from './context';
import { randomCode } from './orderNumber';

const INVITE_CODE_LENGTH = 8;
const DEFAULT_AVATAR = '/pictures/avatars/bamboo.svg';
const ATTEMPTS = 5;

/**
 * Signs in with a code of wx.login; whoever comes for the first time becomes a member.
 * @param scene of the code that was scanned: an invite code binds the inviter, at this first sign-in only. SPEC section 9
 * @throws ApiError login_code_invalid, wechat_unavailable
 */
export async function signIn(shop: ShopContext, code: string, scene?: string): Promise<MemberRow> {
  const outcome = await shop.wechat.login(code);
  if (outcome.kind === 'unknown') throw new ApiError('wechat_unavailable');
  if (outcome.kind === 'refused') throw new ApiError('login_code_invalid');
  const { openid } = outcome.value;
  const known = await shop.db.members.findOne({ where: { openid } });
  return known ?? join(shop, openid, scene);
}

async function join(shop: ShopContext, openid: string, scene: string | undefined): Promise<MemberRow> {
  const { db, clock } = shop;
  // Nobody can have been invited by who is not here yet, so there are no circles to look for.
  const inviterId = await findInviter(db, scene);
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

async function findInviter(db: Database, scene: string | undefined): Promise<MemberId | null> {
  if (scene === undefined) return null;
  const inviter = await db.members.findOne({ where: { inviteCode: scene }, attributes: ['id'] });
  return inviter?.id ?? null;
}
