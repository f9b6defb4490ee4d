import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage', '.git']);

/**
 * One hash for the names and contents of all files under the given files and folders (relative to `root`), tests,
 * builds and installed packages aside, and for `also`. Equal hashes mean equal builds.
 */
export function sourceHash(root: string, sources: readonly string[], also: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesUnder(root, source)).sort()) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.update(also.join('\0')).digest('hex');
}

/** Paths relative to `root`. */
function filesUnder(root: string, relative: string): string[] {
  if (statSync(path.join(root, relative)).isFile()) return [relative];
  return readdirSync(path.join(root, relative), { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(relative, entry.name);
    if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : filesUnder(root, inside);
    return entry.isFile() && !/\.test\.[jt]sx?$/.test(entry.name) ? [inside] : [];
  });
}
