import { readInviteScene } from '../members/scenes';

/*
 * What the scene of a mini-program code opens. WeChat allows 32 characters of its own list; ours are letters, digits, `.` and
 * `_`. Codes that members show to invite others are in members/scenes.ts.
 */

export const CASHIER_CODE_LENGTH = 10;

/** The scene of a printed cashier code. */
export const cashierScene = (code: string): string => `c_${code}`;
/** The scene of a product's own code. */
export const productScene = (id: string): string => `p_${id}`;
/** The scene of a store's page. */
export const storeScene = (id: string): string => `s_${id}`;
/** The scene of an invitation to a desk. */
export const staffScene = (code: string): string => `w_${code}`;

/** What a scene says by its form alone. Whether the thing is there is for the database to say. */
export type SceneForm =
  | { readonly kind: 'cashier'; readonly scene: string }
  | { readonly kind: 'product' | 'store'; readonly id: string }
  | { readonly kind: 'staff'; readonly code: string }
  | { readonly kind: 'invite' | 'merchantInvite'; readonly inviteCode: string };

const CASHIER = /^c_[0-9A-Z]{10}$/;
const PLACE = /^([ps])_([1-9]\d{0,18})$/;
const STAFF = /^w_([0-9A-Z]{10})$/;

/** null: none of the shop's own. A scene comes from whoever made the code. */
export function readScene(scene: string): SceneForm | null {
  if (CASHIER.test(scene)) return { kind: 'cashier', scene };
  const [, letter, id] = PLACE.exec(scene) ?? [];
  if (id !== undefined) return { kind: letter === 'p' ? 'product' : 'store', id };
  const [, code] = STAFF.exec(scene) ?? [];
  if (code !== undefined) return { kind: 'staff', code };
  const invite = readInviteScene(scene);
  return (
    invite && {
      kind: invite.kind === 'member' ? 'invite' : 'merchantInvite',
      inviteCode: invite.inviteCode,
    }
  );
}
