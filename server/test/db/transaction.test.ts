import { z } from 'zod';
import { errnoOf, isDuplicate } from '../../src/db/errors';
import { insertRows, openWrites } from '../../src/db/bulk';
import { execute, query, queryOne } from '../../src/db/query';
import { inTransaction, type Tx } from '../../src/db/transaction';
import { createTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
  await execute(base.db, 'CREATE TABLE boxes (id INT PRIMARY KEY, content INT NOT NULL)');
});
beforeEach(async () => {
  await execute(base.db, 'DELETE FROM boxes');
  await execute(base.db, 'INSERT INTO boxes VALUES (1, 0), (2, 0)');
});
afterAll(() => base.drop());

const put = (tx: Tx, box: number): Promise<number> =>
  execute(tx, 'UPDATE boxes SET content = content + 1 WHERE id = ?', [box]);

const contents = async (): Promise<number[]> =>
  (await query(base.db, 'SELECT content FROM boxes ORDER BY id', [], z.object({ content: z.int() }))).map(
    ({ content }) => content,
  );

test('what is thrown undoes everything', async () => {
  const work = inTransaction(base.db, async (tx) => {
    await put(tx, 1);
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await contents()).toEqual([0, 0]);
});

test('two transactions that lock each other out are both done in the end, each once', async () => {
  let arrived = 0;
  let bothAreIn: () => void = () => undefined;
  const meeting = new Promise<void>((resolve) => {
    bothAreIn = resolve;
  });
  let runs = 0;
  const crossing = (first: number, second: number): Promise<void> =>
    inTransaction(base.db, async (tx) => {
      runs += 1;
      await put(tx, first);
      arrived += 1;
      if (arrived === 2) bothAreIn();
      await meeting;
      await put(tx, second);
    });
  await Promise.all([crossing(1, 2), crossing(2, 1)]);
  expect(await contents()).toEqual([2, 2]);
  expect(runs).toBeGreaterThan(2);
});

test('what comes of a statement that was sent ahead and met a deadlock hides no deadlock', async () => {
  let arrived = 0;
  let bothAreIn: () => void = () => undefined;
  const meeting = new Promise<void>((resolve) => {
    bothAreIn = resolve;
  });
  const crossing = (first: number, second: number): Promise<void> =>
    inTransaction(base.db, async (tx) => {
      await put(tx, first);
      arrived += 1;
      if (arrived === 2) bothAreIn();
      await meeting;
      const writes = openWrites(tx);
      await writes.run(`UPDATE boxes SET content = content + 1 WHERE id = ${second}`);
      // Read on the same connection, after the server has undone everything.
      const [own] = await query(
        tx,
        'SELECT content FROM boxes WHERE id = ?',
        [second],
        z.object({ content: z.int() }),
      );
      if (own?.content === 0) throw new Error('what was written a moment ago is not there');
      await writes.done();
    });
  await Promise.all([crossing(1, 2), crossing(2, 1)]);
  expect(await contents()).toEqual([2, 2]);
});

test.each([
  [1213, 'a deadlock'],
  [1205, 'a lock wait timeout'],
  [1047, 'a Galera node that is not ready'],
])('error %d, %s, is tried again, and given up after six times', async (errno) => {
  let runs = 0;
  const work = inTransaction(base.db, () => {
    runs += 1;
    return Promise.reject(Object.assign(new Error('again'), { errno }));
  });
  await expect(work).rejects.toThrow('again');
  expect(runs).toBe(6);
});

test('an error that would come again is thrown at once', async () => {
  let runs = 0;
  const work = inTransaction(base.db, async (tx) => {
    runs += 1;
    await execute(tx, 'INSERT INTO boxes VALUES (1, 0)');
  });
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  expect(errnoOf(error)).toBe(1062);
  expect(isDuplicate(error, 'PRIMARY')).toBe(true);
  expect(isDuplicate(error, 'another_key')).toBe(false);
  expect(runs).toBe(1);
});

test('a transaction sees what others have committed in the meantime, unless it asks for one moment', async () => {
  const readTwice = (sees?: 'one moment'): Promise<(number | undefined)[]> =>
    inTransaction(
      base.db,
      async (tx) => {
        const read = async (): Promise<number | undefined> =>
          (await queryOne(tx, 'SELECT content FROM boxes WHERE id = 1', [], z.object({ content: z.int() })))
            ?.content;
        const before = await read();
        await execute(base.db, 'UPDATE boxes SET content = content + 1 WHERE id = 1');
        return [before, await read()];
      },
      sees,
    );
  expect(await readTwice()).toEqual([0, 1]);
  expect(await readTwice('one moment')).toEqual([1, 1]);
});

test('many rows go in with texts that look like SQL, and in pieces that the server takes', async () => {
  await execute(
    base.db,
    'CREATE TABLE texts (id INT PRIMARY KEY, text MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL)',
  );
  const texts = [
    "it's",
    'a\\b',
    '?',
    ':name',
    '😀',
    '"); DROP TABLE texts; --',
    'x'.repeat(3_000_000),
    'y'.repeat(3_000_000),
  ];
  await inTransaction(base.db, (tx) =>
    insertRows(
      tx,
      'texts',
      ['id', 'text'],
      texts.map((text, id) => [id, text]),
    ),
  );
  const rows = await query(base.db, 'SELECT text FROM texts ORDER BY id', [], z.object({ text: z.string() }));
  expect(rows.map(({ text }) => text)).toEqual(texts);
});
