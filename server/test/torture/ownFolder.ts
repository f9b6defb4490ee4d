import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/*
 * Imported first, before anything that reads PAIFAN_LOCAL: the database server that is killed must be nobody else's.
 */
export const ownFolder = mkdtempSync(path.join(tmpdir(), 'paifan-torture-'));
process.env.PAIFAN_LOCAL = ownFolder;
