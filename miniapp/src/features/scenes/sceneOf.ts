/** By WeChat's rules and the API's contract. */
const SCENE = /^[0-9A-Za-z._]{1,32}$/;
const IN_ADDRESS = /[?&]scene=([^&#]*)/;
/** A cashier's code or an invitation to a desk, as people type it; a code without its letter is a cashier's. */
const LONG_CODE = /^(?:([cw])_)?([0-9a-z]{10})$/i;
const INVITE_CODE = /^(r\.)?([0-9a-z]{8})$/i;

/**
 * The scene in what was scanned or typed: the path of a mini-program code, an address with `?scene=`, or the code itself.
 * null: there is none.
 */
export function sceneOf(scanned: string): string | null {
  const text = scanned.trim();
  const inAddress = IN_ADDRESS.exec(text)?.[1];
  const scene = inAddress === undefined ? typedScene(text) : decoded(inAddress);
  return SCENE.test(scene) ? scene : null;
}

function typedScene(text: string): string {
  const [, letter, code] = LONG_CODE.exec(text) ?? [];
  if (code !== undefined) return `${letter?.toLowerCase() ?? 'c'}_${code.toUpperCase()}`;
  const [, recruits, inviteCode] = INVITE_CODE.exec(text) ?? [];
  if (inviteCode !== undefined) return `${recruits === undefined ? '' : 'r.'}${inviteCode.toUpperCase()}`;
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
