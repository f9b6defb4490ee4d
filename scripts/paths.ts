import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** The clone's root. */
export const ROOT = path.resolve(__dirname, '..');

/**
 * What the project keeps on this machine: the private database, simulator state, locks. Ignored by git. `PAIFAN_LOCAL`
 * puts it elsewhere, for clones on disks that a database cannot live on.
 */
export const LOCAL = path.resolve(process.env['PAIFAN_LOCAL'] || path.join(ROOT, '.local'));

/** The simulator's keys and state. */
export const SIMULATOR = path.join(LOCAL, 'simulator');

/** Makes a folder under `.local/` that only its owner may enter, and returns its path. */
export function localFolder(...names: string[]): string {
  mkdirSync(LOCAL, { recursive: true, mode: 0o700 });
  const folder = path.join(LOCAL, ...names);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
