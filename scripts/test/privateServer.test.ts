import { ownLocalFolder } from './ownLocalFolder';
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createConnection } from 'mysql2/promise';
import {
  keepPrivateServer,
  privateServerUsers,
  stopPrivateServer,
  usePrivateServer,
} from '../database/privateServer';
import { findServerProgram } from '../database/program';
import { createScratchDatabase, dropDatabase } from '../database/scratch';
import { LOCAL } from '../paths';
import { isAlive, waitUntil } from '../processes';

const file = (name: string): string => path.join(ownLocalFolder, 'db', name);
const serverPid = (): number => Number(readFileSync(file('server.pid'), 'utf8'));

if (LOCAL !== ownLocalFolder) throw new Error(`This test would work on ${LOCAL}, which is not its own.`);

async function query(url: string, sql: string): Promise<unknown[]> {
  const connection = await createConnection(url);
  try {
    return (await connection.query({ sql, rowsAsArray: true }))[0] as unknown[];
  } finally {
    await connection.end();
  }
}

describe('the private database server', () => {
  let hasProgram: boolean;

  beforeAll(async () => {
    hasProgram = 'path' in (await findServerProgram());
  });
  afterAll(async () => {
    await stopPrivateServer();
    rmSync(ownLocalFolder, { recursive: true, force: true });
  });

  /** Where DATABASE_URL stands in for a program that this machine lacks, there is nothing to start. */
  const testWithProgram = (sentence: string, work: () => Promise<void>): void =>
    test(sentence, async () => {
      if (hasProgram) await work();
      else expect(process.env['TEST_DATABASE_URL']).toBeDefined();
    });

  testWithProgram('starts, is shared, and stops with its last user', async () => {
    const first = await usePrivateServer();
    const pid = serverPid();
    const second = await usePrivateServer();
    expect(second.url).toBe(first.url);
    expect(await privateServerUsers()).toBe(2);
    await first.release();
    expect(isAlive(pid)).toBe(true);
    await second.release();
    expect(isAlive(pid)).toBe(false);
    expect(await privateServerUsers()).toBeUndefined();
  });

  testWithProgram('keeps its data and its port', async () => {
    const before = await usePrivateServer();
    const scratch = await createScratchDatabase(before.url, 'paifan_private');
    await query(scratch, 'CREATE TABLE kept (id INT PRIMARY KEY)');
    await before.release();
    const after = await usePrivateServer();
    expect(after.url).toBe(before.url);
    expect(await query(scratch, 'SHOW TABLES')).toEqual([['kept']]);
    await dropDatabase(scratch);
    await after.release();
  });

  testWithProgram(
    'comes back after it was killed, with what was committed, and its users are told',
    async () => {
      const before = await usePrivateServer();
      const lost = new Promise<void>((resolve) => before.onLost(resolve));
      const scratch = await createScratchDatabase(before.url, 'paifan_private');
      await query(scratch, 'CREATE TABLE kept (id INT PRIMARY KEY)');
      await query(scratch, 'INSERT INTO kept VALUES (7)');
      const pid = serverPid();
      process.kill(pid, 'SIGKILL');
      await lost;
      await waitUntil(() => !isAlive(pid), 10_000);
      const after = await usePrivateServer();
      expect(await query(scratch, 'SELECT id FROM kept')).toEqual([[7]]);
      await after.release();
    },
  );

  testWithProgram('goes on without users while it is to be kept', async () => {
    const server = await usePrivateServer();
    keepPrivateServer();
    await server.release();
    expect(await privateServerUsers()).toBe(0);
    expect(await stopPrivateServer()).toBe(0);
    expect(await privateServerUsers()).toBeUndefined();
  });

  testWithProgram('answers only on this machine, with the password, and commits durably', async () => {
    const server = await usePrivateServer();
    const rows = await query(
      server.url,
      "SHOW VARIABLES WHERE variable_name IN ('bind_address', 'innodb_flush_log_at_trx_commit', 'socket', 'time_zone')",
    );
    expect(rows).toEqual([
      ['bind_address', '127.0.0.1'],
      ['innodb_flush_log_at_trx_commit', '1'],
      ['socket', 'server.sock'],
      ['time_zone', '+00:00'],
    ]);
    expect(
      await query(server.url, "SELECT user FROM mysql.user WHERE host <> 'localhost' ORDER BY user"),
    ).toEqual([['paifan'], ['paifan_holder']]);
    for (const user of ['root', 'paifan']) {
      const url = new URL(server.url);
      url.username = user;
      url.password = '';
      await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR' });
    }
    expect(statSync(file('data')).mode & 0o077).toBe(0);
    expect(statSync(file('password')).mode & 0o077).toBe(0);
    await server.release();
  });
});
