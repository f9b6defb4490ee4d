import type { MemberId } from '@paifan/shared/ids/ids';
import { readInviteScene, type InviteScene } from '@paifan/shared/members/scenes';
import type { Database } from '../../db/connect';

/** Who shows the code with this scene, of either kind; null: it is no invite code, or nobody's. */
export async function inviterOfScene(db: Database, scene: string): Promise<MemberId | null> {
  return memberOf(db, readInviteScene(scene));
}

/**
 * Who recruits a merchant who applies by the code with this scene; null: nobody. A code that invites members recruits no
 * merchant. SPEC section 9.
 */
export async function recruiterOfScene(db: Database, scene: string): Promise<MemberId | null> {
  const invite = readInviteScene(scene);
  return invite?.kind === 'merchant' ? memberOf(db, invite) : null;
}

async function memberOf(db: Database, invite: InviteScene | null): Promise<MemberId | null> {
  if (invite === null) return null;
  const { inviteCode } = invite;
  const member = await db.members.findOne({ where: { inviteCode }, attributes: ['id'] });
  return member?.id ?? null;
}
