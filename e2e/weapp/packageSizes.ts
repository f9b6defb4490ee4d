import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Bundle } from './harness/bundle';

export interface PackageSize {
  /** `main`, or the folder of a sub-package. */
  name: string;
  bytes: number;
}

/** Bytes of every package: a file belongs to the sub-package whose folder it lies in, else to the main one. */
export function packageSizes(bundle: Bundle): PackageSize[] {
  const sizes = new Map<string, number>([
    ['main', 0],
    ...bundle.subPackageRoots.map((root) => [root, 0] as const),
  ]);
  for (const file of filesBelow(bundle.dist)) {
    const name = bundle.subPackageRoots.find((root) => file.startsWith(`${root}/`)) ?? 'main';
    sizes.set(name, (sizes.get(name) ?? 0) + statSync(path.join(bundle.dist, file)).size);
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes }));
}

/** Every file below a folder, by relative path with slashes. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
