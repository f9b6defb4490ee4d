import mysql from 'mysql2/promise';
import { createScratchDatabase, dropDatabase } from '../../../scripts/database/scratch';
import { migrate } from '../../src/db/migrate';
import { testServer } from '../support/database';
import { createSchema, schemaOf } from '../support/migratedSchema';

test('the tests’ databases are what the migrations make', async () => {
  const server = await testServer();
  const made: string[] = [];
  // The second of the copies is surely made of what was kept.
  for (const make of [migrate, createSchema, createSchema]) {
    const url = await createScratchDatabase(server.url, 'paifan_test');
    await make(url);
    const connection = await mysql.createConnection({ uri: url, dateStrings: true });
    made.push((await schemaOf(connection)).replace(/'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d'/g, 'a time'));
    const [others] = await connection.query(
      `SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()
       UNION ALL SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE()`,
    );
    expect(others).toEqual([]);
    await connection.end();
    await dropDatabase(url);
  }
  await server.release();
  const [migrated, ...copies] = made;
  expect(migrated).toMatch(/CREATE TABLE `entries`[\s\S]*CREATE [^;]*TRIGGER/);
  for (const copy of copies) expect(copy).toBe(migrated);
});
