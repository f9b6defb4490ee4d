import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { MemberRow } from '../db/models/members';
import type { Page, PageRequest } from '../db/paging';
import type { ShopContext } from './context';
import { olderThan, pageLimit, toPage } from './lists';

/** The page that an invite code opens. Without a leading slash. */
const INVITED_PAGE = 'pages/home/index';

/** Whom a member invited, newest first. */
export async function readInvitees(
  { db }: ShopContext,
  memberId: MemberId,
  request: PageRequest,
): Promise<Page<MemberRow>> {
  const rows = await db.members.findAll({
    where: { inviterId: memberId, ...olderThan(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/**
 * The picture of a member's own mini-program code; who signs in for the first time by it was invited by the member.
 * @throws ApiError wechat_unavailable
 */
export async function createInviteCode(
  { db, wechat, logger }: ShopContext,
  memberId: MemberId,
): Promise<Uint8Array> {
  const { inviteCode } = await db.members.findByPk(memberId, { rejectOnEmpty: true });
  const outcome = await wechat.createMiniProgramCode({
    scene: inviteCode,
    page: INVITED_PAGE,
    checkPath: false,
  });
  if (outcome.kind === 'ok') return outcome.value.bytes;
  if (outcome.kind === 'refused')
    logger.error({ code: outcome.code }, 'WeChat refused to make a mini-program code');
  throw new ApiError('wechat_unavailable');
}
