import Taro from '@tarojs/taro';
import { readInviteScene } from '@paifan/shared/members/scenes';

const KEY = 'invitation';

/** By whose code the person came, and when: an invitation may be good for some hours only. */
export interface Invitation {
  scene: string;
  /** An instant by the phone's clock. */
  scannedAt: string;
}

/** The scene in the query of an address, decoded; null: there is none, or it cannot be read. */
export function sceneOfQuery(query: Record<string, unknown> | undefined): string | null {
  const given = query?.['scene'];
  if (typeof given !== 'string' || given === '') return null;
  try {
    return decodeURIComponent(given);
  } catch {
    return null;
  }
}

/** What was kept, for the next sign-in; null: nobody invited. */
export function keptInvitation(): Invitation | null {
  const stored: unknown = Taro.getStorageSync(KEY);
  if (typeof stored !== 'object' || stored === null) return null;
  const scene: unknown = Reflect.get(stored, 'scene');
  const scannedAt: unknown = Reflect.get(stored, 'scannedAt');
  return typeof scene === 'string' && typeof scannedAt === 'string' ? { scene, scannedAt } : null;
}

/**
 * Keeps the invitation that is in the query by which the program was opened, if one is. The latest one counts; coming back by
 * the same one does not make it younger.
 * @returns is there one in it?
 */
export function keepInvitation(query: Record<string, unknown> | undefined): boolean {
  const scene = sceneOfQuery(query);
  if (scene === null || readInviteScene(scene) === null) return false;
  if (keptInvitation()?.scene !== scene)
    Taro.setStorageSync(KEY, { scene, scannedAt: new Date().toISOString() });
  return true;
}
