import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { randomHistory } from '../../../shared/test/randomHistory';
import { systemClock } from '../../src/clock';
import { runChecks } from '../../src/db/checks';
import { createLogger } from '../../src/log';
import { releaseDueRewards } from '../../src/settle/releases';
import { createSettleWorker } from '../../src/settle/worker';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { playInMemory, type PlayedHistory } from '../support/history';
import { emptyDatabase, resultIn, sortRewards, writeShop, writeTask } from '../support/historyInDatabase';

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

/** A dividend is no event of a queue: it is paid without the settlement. */
const hasDividend = ({ history }: PlayedHistory): boolean =>
  history.events.some(({ type }) => type === 'dividend');

/** Rewards that wait are released before each event; limits count entries across queues. Then every event is settled by itself. */
const needsTurns = ({ history: { settings, products, stores } }: PlayedHistory): boolean =>
  settings.referral.freezeDays > 0 ||
  [
    ...products.map(({ rebate }) => rebate),
    ...stores.flatMap(({ rebate, cashier }) => [rebate, cashier]),
  ].some(
    ({ maxPerMember, maxPerMemberPerDay }) => maxPerMember !== undefined || maxPerMemberPerDay !== undefined,
  );

async function settleInDatabase(played: PlayedHistory, batchSize: number): Promise<void> {
  const { db } = base;
  await emptyDatabase(db);
  await writeShop(db, played.history);
  const worker = createSettleWorker({ db, clock: systemClock, logger: createLogger('error'), batchSize });
  const turns = needsTurns(played);
  let number = 0;
  for (const { at, tasks } of played.events) {
    if (turns) await releaseDueRewards(db, new Date(at));
    for (const task of tasks) {
      number += 1;
      await writeTask(db, task, number);
      if (turns) await worker.settleAll();
    }
  }
  await worker.settleAll();
}

async function expectSame(played: PlayedHistory): Promise<void> {
  const { expected, history } = played;
  const result = await resultIn(
    base.db,
    history.members.map(({ id }) => id),
  );
  expect(result).toEqual({ ...expected, rewards: sortRewards(expected.rewards) });
  expect(await runChecks(base.db)).toEqual([]);
}

describe('the database comes to the same as the rules in memory, to the fen', () => {
  const played = names.map((name) => [name, playInMemory(readScenario(name))] as const);
  const cases = played.filter(([, history]) => !hasDividend(history));

  test.each(cases)('%s, in large batches', async (_name, history) => {
    await settleInDatabase(history, 1000);
    await expectSame(history);
  });

  test.each(cases.filter(([, history]) => !needsTurns(history)))(
    '%s, three tasks at a time',
    async (_name, history) => {
      await settleInDatabase(history, 3);
      await expectSame(history);
    },
  );
});

test('random histories come to the same in batches of any size', async () => {
  await fc.assert(
    fc.asyncProperty(randomHistory(40), fc.constantFrom(1, 4, 100), async (json, batchSize) => {
      const played = playInMemory(json);
      fc.pre(!hasDividend(played));
      await settleInDatabase(played, batchSize);
      await expectSame(played);
    }),
    { numRuns: 12 },
  );
}, 120_000);
