import { Writable } from 'node:stream';
import { z } from 'zod';
import { closeDatabase, openDatabase, withoutTexts } from '../../src/db/connect';
import { query } from '../../src/db/query';
import { createLogger } from '../../src/log';
import { createTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

test('statements are logged at level trace, without the texts that were asked for', async () => {
  let lines = '';
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      lines += chunk.toString();
      done();
    },
  });
  const db = openDatabase(base.url, { logger: createLogger('trace', { destination }) });
  await db.members.findOne({ where: { openid: "o'secret-one" } });
  await query(db, 'SELECT id FROM members WHERE openid = ?', ['secret-two'], z.object({ id: z.string() }));
  await closeDatabase(db);
  expect(lines).toContain('FROM members WHERE openid = ?');
  expect(lines).not.toMatch(/secret/);
});

test.each([
  ["SELECT 'a'", 'SELECT ?'],
  ["WHERE a = 'it''s' AND b = 'b'", 'WHERE a = ? AND b = ?'],
  ["WHERE a = 'it\\'s' AND b = '\\\\' AND c = 'c'", 'WHERE a = ? AND b = ? AND c = ?'],
  ["VALUES ('a\nb', 1)", 'VALUES (?, 1)'],
  [`SELECT '${'x'.repeat(5_000)}'`, 'SELECT ?'],
  [`SELECT '${'x'.repeat(1_991)}\\'x'`, 'SELECT ?'],
])('of %j that is %j', (sql, logged) => {
  expect(withoutTexts(sql)).toBe(logged);
});
