import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/*
 * Imported first, before anything that reads PAIFAN_LOCAL: the test's private server must not be the shop's. The path has a
 * space in it and is too long for the full path of a socket.
 */
export const ownLocalFolder = mkdtempSync(path.join(tmpdir(), `private server ${'x'.repeat(90)} `));
process.env['PAIFAN_LOCAL'] = ownLocalFolder;
