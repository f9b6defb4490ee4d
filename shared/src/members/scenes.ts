/*
 * What stands in the scene of a mini-program code that a member shows to others. WeChat allows 32 characters of its own list.
 */

/** A code that invites a member, or a merchant. */
export interface InviteScene {
  readonly kind: 'member' | 'merchant';
  readonly inviteCode: string;
}

const INVITE_CODE = /^(r\.)?([0-9A-Z]{8})$/;

/** The scene of a member's own code: who comes by it first was invited by the member. */
export const memberScene = (inviteCode: string): string => inviteCode;

/** The scene of a member's code for merchants: who applies by it was recruited by the member. */
export const merchantScene = (inviteCode: string): string => `r.${inviteCode}`;

/** What a scene says, or null when it is another kind of code: a scene comes from whoever made the code. */
export function readInviteScene(scene: string): InviteScene | null {
  const found = INVITE_CODE.exec(scene);
  const inviteCode = found?.[2];
  if (inviteCode === undefined) return null;
  return { kind: found?.[1] === undefined ? 'member' : 'merchant', inviteCode };
}
