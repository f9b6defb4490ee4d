import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The folders of `files.folder`; only pictures are served to everybody. */
export interface FilesFolders {
  /** Uploaded pictures. */
  readonly pictures: string;
  /** Tables that were uploaded for an import. */
  readonly tables: string;
  /** What long jobs made. */
  readonly results: string;
}

export const filesFolders = (folder: string): FilesFolders => ({
  pictures: path.join(folder, 'pictures'),
  tables: path.join(folder, 'tables'),
  results: path.join(folder, 'results'),
});

/** Writes a file that is there whole or not at all. One of that name stays as it is: names say what is in them. */
export async function keepFile(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const file = path.join(folder, name);
  if (existsSync(file)) return;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o750 });
  const unfinished = `${file}.${randomUUID()}.part`;
  await writeFile(unfinished, bytes, { mode: 0o640 });
  await rename(unfinished, file);
}
