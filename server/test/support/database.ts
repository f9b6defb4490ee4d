import { privateServerUsers, usePrivateServer } from '../../../scripts/database/privateServer';
import { createScratchDatabase, dropDatabase } from '../../../scripts/database/scratch';
import { closeDatabase, openDatabase, type Database } from '../../src/db/connect';
import { createSchema } from './migratedSchema';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  drop(): Promise<void>;
}

interface TestServer {
  readonly url: string;
  release(): Promise<void>;
}

/** The server that tests make their databases on: that of TEST_DATABASE_URL, else the private one of this clone, if it runs. */
export async function testServer(): Promise<TestServer> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, release: () => Promise.resolve() };
  if ((await privateServerUsers()) !== undefined) return usePrivateServer();
  throw new Error(
    'No database for the tests: run `npx tsx scripts/database.ts`, which starts the private one, or set TEST_DATABASE_URL to a mysql:// URL with rights to create databases. `npm test` does all of it by itself.',
  );
}

/** A migrated database of its own for a test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const url = await createScratchDatabase(server.url, 'paifan_test');
  await createSchema(url);
  const db = openDatabase(url);
  return {
    db,
    url,
    drop: async () => {
      await closeDatabase(db);
      await dropDatabase(url);
      await server.release();
    },
  };
}
