import { ownFolder } from './ownFolder';
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { say, step } from '../../../scripts/terminal';
import { waitUntil } from '../../../scripts/processes';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { closeDatabase, type Database } from '../../src/db/connect';
import { queryOne } from '../../src/db/query';
import { compareRebuilt } from '../../src/db/rebuild';
import { seededChance } from '../../src/demo/random';
import { resultIn } from '../support/history';
import { startTorturedServer } from './databaseServer';
import { keepCutting, keepMeddling, killMany, noHarm, type Harm, type HarmDone } from './harm';
import { keepInterfering } from './operator';
import { insist } from './patience';
import { closeTorturedShop, openTorturedShop, type TorturedShop } from './shop';
import { everybodyBuys, type TradeLog } from './trade';
import { differences, undisturbed } from './undisturbed';

export interface TortureOptions {
  /** The same seed makes the same choices; the moments at which they strike differ from run to run. */
  readonly seed: number;
  /** How many times something is killed with -9. */
  readonly kills: number;
  /** A server to use where this machine has no program for one; it is not killed. */
  readonly givenUrl?: string;
}

export interface TortureReport {
  readonly orders: number;
  readonly notifications: number;
  readonly tasks: number;
  readonly harm: HarmDone;
  /** What should not be; [] is what is wanted. */
  readonly findings: readonly string[];
}

/** After the last kill everything comes back, leases end, and what is open is settled. */
const DRAIN_LIMIT_MS = 180_000;

/**
 * Trades with a shop of real processes on a real database while they are killed, cut off and locked out, and then audits it: every
 * order settled once, the result that of an undisturbed run, the books right.
 */
export async function torture({ seed, kills, givenUrl }: TortureOptions): Promise<TortureReport> {
  say(`Torture with seed ${seed}, ${kills} kills; logs in ${ownFolder}`);
  const chance = seededChance(seed);
  const server = await startTorturedServer(givenUrl);
  let findings: readonly string[] = ['it was not brought to its end'];
  try {
    const shop = await step('Opening two servers and two workers', () => openTorturedShop(server, chance));
    try {
      const harm: Harm = { shop, server, chance, done: noHarm() };
      const log: TradeLog = { paid: [], notifications: 0, surprises: [] };
      await step('Trading under fire', (detail) => tradeUnderFire(harm, log, kills, detail));
      await step('Waiting until all is settled', () => waitUntilSettled(shop.db));
      await closeTorturedShop(shop);
      findings = await step('Auditing', () => audit(shop, log));
      return {
        orders: log.paid.length,
        notifications: log.notifications,
        tasks: await countOf(shop.db, 'SELECT COUNT(*) AS number FROM settlement_tasks'),
        harm: harm.done,
        findings,
      };
    } finally {
      await closeTorturedShop(shop);
      await closeDatabase(shop.db);
    }
  } finally {
    await server.stop();
    if (findings.length === 0) rmSync(ownFolder, { recursive: true, force: true });
  }
}

async function tradeUnderFire(
  harm: Harm,
  log: TradeLog,
  kills: number,
  detail: (text: string) => void,
): Promise<void> {
  const { shop, chance } = harm;
  let over = false;
  const isOver = (): boolean => over;
  const all = [
    everybodyBuys({ shop, chance, log, isOver }),
    keepInterfering(shop, chance, isOver),
    keepCutting(harm, isOver),
    keepMeddling(harm, isOver),
  ];
  const killing = killMany(harm, kills, (killed) => {
    const { workers, servers, databases } = harm.done;
    detail(`${workers + servers + databases} of ${kills} killed (${killed}), ${log.paid.length} orders`);
  });
  try {
    // Whoever gives up ends it for all.
    await Promise.race([killing, ...all.map((each) => each.then(() => killing))]);
  } finally {
    over = true;
  }
  await Promise.all(all);
}

const numberRow = z.object({ number: z.int() });

const countOf = async (db: Database, sql: string): Promise<number> =>
  (await insist(() => queryOne(db, sql, [], numberRow)))?.number ?? 0;

const OPEN_TASKS = 'SELECT COUNT(*) AS number FROM settlement_tasks WHERE settled_at IS NULL';

async function waitUntilSettled(db: Database): Promise<void> {
  // If it is not, the audit says so.
  await waitUntil(async () => (await countOf(db, OPEN_TASKS)) === 0, DRAIN_LIMIT_MS);
}

async function audit({ db }: TorturedShop, log: TradeLog): Promise<string[]> {
  const played = await undisturbed(db);
  const wrong = differences(played.expected, await resultIn(db, played));
  return [
    ...[...(await runChecks(db)), ...(await checkChains(db))].map(
      ({ check, subject, problem }) => `${check}: ${subject}: ${problem}`,
    ),
    ...(await compareRebuilt(db)).map((difference) => `made anew: ${JSON.stringify(difference)}`),
    ...wrong.map((difference) => `other than undisturbed: ${difference}`),
    ...(await mustBeZero(db, log)),
    ...new Set(log.surprises),
  ];
}

/** Counts that are to be zero, with what each would mean. */
async function mustBeZero(db: Database, { paid }: TradeLog): Promise<string[]> {
  const counts: readonly (readonly [what: string, number: number])[] = [
    ['tasks are not settled', await countOf(db, OPEN_TASKS)],
    [
      'tasks are blamed for what happened to the database',
      await countOf(db, 'SELECT COUNT(*) AS number FROM settlement_tasks WHERE attempts > 0'),
    ],
    [
      'payments that WeChat took are not recorded',
      paid.length - (await countOf(db, "SELECT COUNT(*) AS number FROM payments WHERE state = 'paid'")),
    ],
  ];
  return counts.filter(([, number]) => number !== 0).map(([what, number]) => `${number} ${what}`);
}
