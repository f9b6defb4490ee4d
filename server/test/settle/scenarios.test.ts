import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readHistory } from '@paifan/shared/replay/read';
import { replay } from '@paifan/shared/replay/result';
import { randomHistory } from '../../../shared/test/randomHistory';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { replayInDatabase } from '../../src/replay/replayInDatabase';
import { createTestDatabase, type TestDatabase } from '../support/database';

const SCENARIOS = join(__dirname, '../../../shared/scenarios');
const readScenario = (name: string): unknown =>
  JSON.parse(readFileSync(join(SCENARIOS, `${name}.json`), 'utf8'));

const names = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.expected.json'))
  .map((file) => file.slice(0, -'.expected.json'.length))
  .sort();

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

/** Limits of an item whose lines go to several queues keep batches small, and so does a batch size. */
async function expectSame(json: unknown, batchSize: number, tasksAtOnce: number): Promise<void> {
  const history = readHistory(json);
  const result = await replayInDatabase(history, { db: base.db, batchSize, tasksAtOnce });
  expect(result).toEqual(replay(history));
  expect(await runChecks(base.db)).toEqual([]);
  expect(await checkChains(base.db, 7)).toEqual([]);
}

describe('the database comes to the same as the rules in memory, to the fen', () => {
  test.each(names)('%s, in large batches', async (name) => {
    const history = readHistory(readScenario(name));
    const result = await replayInDatabase(history, { db: base.db });
    expect(result).toEqual(readScenario(`${name}.expected`));
    expect(await runChecks(base.db)).toEqual([]);
  });

  test.each(names)('%s, three tasks at a time', (name) => expectSame(readScenario(name), 3, 7));
});

test('random histories come to the same in batches of any size', async () => {
  const sizes = fc.constantFrom(1, 4, 100);
  await fc.assert(
    fc.asyncProperty(randomHistory(40), sizes, sizes, (json, batchSize, tasksAtOnce) =>
      expectSame(json, batchSize, tasksAtOnce),
    ),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 15) },
  );
}, 600_000);
