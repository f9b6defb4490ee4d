import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { sessionRoutes } from '@paifan/shared/contract/session';
import { readBill } from '../../db/ledgerReads';
import type { MemberRow } from '../../db/models/members';
import { settingsInForce } from '../../db/settings';
import type { ShopContext } from '../../usecases/context';
import { createInviteCode, readInvitees } from '../../usecases/growth/invitations';
import { readLevels } from '../../usecases/levels/levels';
import { readMe } from '../../usecases/members/readMe';
import { markMessagesRead, readMessages } from '../../usecases/messages/readMessages';
import { signIn, type Scanned } from '../../usecases/members/signIn';
import type { HandlersOf } from '../handlers';
import {
  presentBillItem,
  presentDemoMember,
  presentInvitee,
  presentMe,
  presentMember,
  presentMessage,
} from '../presenters/members';
import { shownBy } from '../presenters/shown';
import { instant } from '../presenters/texts';
import type { Tokens } from '../tokens';

type SignInBody = BodyOf<'POST /api/session'>;

function scannedIn({ scene, scannedAt }: SignInBody): Scanned | undefined {
  if (scene === undefined) return undefined;
  return { scene, ...(scannedAt === undefined ? {} : { at: new Date(scannedAt) }) };
}

/** Signing in, and what belongs to the signed-in member. */
export function sessionHandlers(shop: ShopContext, tokens: Tokens): HandlersOf<typeof sessionRoutes> {
  const { db, clock } = shop;

  async function openSession(member: MemberRow) {
    const { token, expiresAt } = await tokens.issue(member.id);
    return { token, expiresAt: instant(expiresAt), member: presentMember(member, await readLevels(db)) };
  }

  return {
    'POST /api/session': async ({ body }) => openSession(await signIn(shop, body.code, scannedIn(body))),

    'GET /api/demo/members': async () => {
      const members = await db.members.findAll({ order: [['id', 'ASC']], limit: 20 });
      const levels = await readLevels(db);
      return { items: members.map((member) => presentDemoMember(member, levels)) };
    },

    'POST /api/demo/session': async ({ body }) => {
      const member = await db.members.findByPk(body.memberId);
      if (!member) throw new ApiError('not_found');
      return openSession(member);
    },

    'GET /api/me': async ({ memberId }) => {
      const { settings } = await settingsInForce(db, clock.now());
      return presentMe(await readMe(shop, memberId), shownBy(settings), await readLevels(db));
    },

    'GET /api/me/bill': async ({ memberId, query }) => {
      const { items, next } = await readBill(db, memberId, query, query);
      return { items: items.map(presentBillItem), next };
    },

    'GET /api/me/messages': async ({ memberId, query }) => {
      const { items, next } = await readMessages(shop, memberId, query);
      return { items: items.map(presentMessage), next };
    },

    'POST /api/me/messages/read': async ({ memberId }) => {
      await markMessagesRead(shop, memberId);
      return undefined;
    },

    'GET /api/me/invitees': async ({ memberId, query }) => {
      const { items, next } = await readInvitees(shop, memberId, query);
      return { items: items.map(presentInvitee), next };
    },

    'GET /api/me/invite-code.png': ({ memberId }) => createInviteCode(shop, memberId, 'member'),
  };
}
