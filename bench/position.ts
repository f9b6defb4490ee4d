import { z } from 'zod';
import { memberId } from '@paifan/shared/ids/ids';
import { ensureDatabase } from '../scripts/database';
import { step } from '../scripts/terminal';
import { systemClock } from '../server/src/clock';
import { BLOCK_LEVELS, positionsIn } from '../server/src/db/blocks';
import { countColumn, entryIdColumn, memberIdColumn } from '../server/src/db/columns';
import type { Database } from '../server/src/db/connect';
import { execute, query, queryOne } from '../server/src/db/query';
import { readEntries, readEntry } from '../server/src/db/queueReads';
import { inTransaction, type Tx } from '../server/src/db/transaction';
import { readQueue } from '../server/src/usecases/queues/readQueue';
import type { Measured } from './support/measured';
import { wholeNumbers } from './support/options';
import { openPaidShop, type PaidShop } from './support/paidShop';
import { seededRandom } from './support/random';
import { inHundredths, median } from './support/settling';

/** Who asks: each of them has the same number of entries, spread over the whole line, be it short or long. */
export const ASKERS = 100;
const ENTRIES_EACH = 20;
export const CROWD = 50_000;
const PAGE = 20;
/** Rows that the server makes in one statement. */
const RUN = 100_000;

/**
 * Where an entry stands: place, people and amount ahead of a random entry; and a member's queue page: overview, flow and the
 * first entries with their places. The same reads in a short and in a long line, by turns, in one run.
 */
export async function benchPosition(args: readonly string[]): Promise<Measured> {
  const { size, small, reads } = wholeNumbers(args, { size: 5_000_000, small: 10_000, reads: 300 });
  const { url, stop } = await ensureDatabase();
  const shops: PaidShop[] = [];
  try {
    const lines = [];
    for (const length of [small, size]) {
      const shop = await openPaidShop(url, { products: 10, oneQueue: true, members: ASKERS + CROWD });
      shops.push(shop);
      await step(`A line of ${length} entries`, (detail) => fillLine(shop, length, detail));
      lines.push(await askers(shop.db));
    }
    const [short, long] = lines;
    if (short === undefined || long === undefined) throw new Error('both lines were made');
    const times = await step(`${reads} reads in each line`, () => measure([short, long], reads));
    const placeRatio = inHundredths(times.place.long / times.place.short);
    const pageRatio = inHundredths(times.page.long / times.page.short);
    return {
      ours: inHundredths(times.place.long),
      yardstick: inHundredths(times.place.short),
      ratio: Math.max(placeRatio, pageRatio),
      placeRatio,
      pageRatio,
      placeMs: inHundredths(times.place.long),
      placeSmallMs: inHundredths(times.place.short),
      pageMs: inHundredths(times.page.long),
      pageSmallMs: inHundredths(times.page.short),
      size,
      small,
      reads,
    };
  } finally {
    for (const shop of shops) await shop.drop();
    await stop();
  }
}

/**
 * A line as years of trade would leave it: everybody in it waits. The entries of the askers belong to real orders; those of
 * the crowd to none, which nobody reads.
 */
export async function fillLine(
  shop: PaidShop,
  length: number,
  detail: (text: string) => void,
): Promise<void> {
  const { db } = shop;
  const real = ASKERS * ENTRIES_EACH;
  await shop.pay(real);
  const every = Math.floor(length / real);
  await inTransaction(db, async (tx) => {
    await execute(tx, 'DELETE FROM settlement_tasks');
    await execute(tx, 'UPDATE orders SET member_id = 1 + (id * 37) % ?', [ASKERS]);
    await execute(tx, "INSERT INTO queues (queue_key, created_at) VALUES ('mall', UTC_TIMESTAMP(3))");
    await execute(tx, 'CREATE TABLE numbers (n INT UNSIGNED NOT NULL PRIMARY KEY)');
  });
  await inTransaction(db, (tx) => writeNumbers(tx));
  for (let from = 0; from < length; from += RUN) {
    await inTransaction(db, (tx) => writeEntries(tx, from, Math.min(RUN, length - from), every, real));
    detail(`${from} entries`);
  }
  await inTransaction(db, (tx) => writeSums(tx));
}

async function writeNumbers(tx: Tx): Promise<void> {
  await execute(tx, 'INSERT INTO numbers VALUES (0)');
  for (let size = 1; size < RUN; size *= 2) {
    await execute(tx, 'INSERT INTO numbers SELECT n + ? FROM numbers WHERE n + ? < ?', [size, size, RUN]);
  }
}

/** One in `every` places, up to `real` of them, is an asker's, of a real order; all others are the crowd's. */
async function writeEntries(tx: Tx, from: number, count: number, every: number, real: number): Promise<void> {
  await execute(tx, 'SET SESSION foreign_key_checks = 0');
  await execute(
    tx,
    `INSERT INTO entries (queue_id, position, member_id, order_id, line_no, product_id, order_kind, ratio, source,
       entitled_fen, rewarded_fen, state, completed, joined_at)
     SELECT q.id, p.position, COALESCE(o.member_id, :askers + 1 + p.position % :crowd), COALESCE(o.id, :far + p.position), 0,
       1, 'mall', 1, 'platform.fixed', 1000 + (p.position * 7919) % 50000, 0, 'waiting', FALSE, UTC_TIMESTAMP(3)
     FROM (SELECT :from + n + 1 AS position FROM numbers WHERE n < :count) p
     JOIN queues q ON q.queue_key = 'mall'
     LEFT JOIN orders o ON p.position % :every = 0 AND o.id = p.position DIV :every AND o.id <= :real
     ORDER BY p.position`,
    { askers: ASKERS, crowd: CROWD, far: 1_000_000_000, from, count, every, real },
  );
  await execute(tx, 'SET SESSION foreign_key_checks = 1');
}

async function writeSums(tx: Tx): Promise<void> {
  for (const level of BLOCK_LEVELS) {
    await execute(
      tx,
      `INSERT INTO queue_blocks (queue_id, level, block, waiting_count, waiting_fen)
       SELECT queue_id, :level, position DIV :size, COUNT(*), SUM(entitled_fen) FROM entries
       GROUP BY queue_id, position DIV :size`,
      { level, size: positionsIn(level) },
    );
  }
  await execute(
    tx,
    `UPDATE queues SET next_position = (SELECT MAX(position) + 1 FROM entries),
       waiting_count = (SELECT COUNT(*) FROM entries), waiting_fen = (SELECT SUM(entitled_fen) FROM entries)`,
  );
}

const askedRow = z.object({ id: entryIdColumn, member_id: memberIdColumn });

interface Line {
  readonly db: Database;
  readonly entries: readonly z.output<typeof askedRow>[];
}

async function askers(db: Database): Promise<Line> {
  const entries = await query(
    db,
    'SELECT id, member_id FROM entries WHERE member_id <= ? ORDER BY id',
    [ASKERS],
    askedRow,
  );
  const row = await queryOne(
    db,
    'SELECT COUNT(DISTINCT member_id) AS askers FROM entries WHERE member_id <= ?',
    [ASKERS],
    z.object({ askers: countColumn }),
  );
  if (entries.length !== ASKERS * ENTRIES_EACH || row?.askers !== ASKERS)
    throw new Error(`the line was made wrongly: ${entries.length} entries of ${row?.askers} askers`);
  return { db, entries };
}

const READS = {
  /** Place, people and amount ahead of one entry. */
  place: async ({ db }: Line, { id, member_id }: Line['entries'][number]): Promise<void> => {
    const entry = await readEntry(db, member_id, id);
    if (entry?.place !== entry?.position) throw new Error(`entry ${id} should have place ${entry?.position}`);
  },
  /** What the queue page asks for. */
  page: async ({ db }: Line, { member_id }: Line['entries'][number]): Promise<void> => {
    const member = memberId(member_id);
    await readQueue({ db, clock: systemClock }, member);
    await readEntries(db, member, { limit: PAGE, state: 'waiting' });
  },
} as const;

type Times = Record<keyof typeof READS, { short: number; long: number }>;

/** The median of each read in each line, in ms. A first part, which fills the caches, is not counted. */
async function measure([short, long]: readonly [Line, Line], reads: number): Promise<Times> {
  const random = seededRandom(7);
  const median2 = async (
    read: (typeof READS)[keyof typeof READS],
  ): Promise<{ short: number; long: number }> => {
    const times = { short: [] as number[], long: [] as number[] };
    for (let turn = -Math.ceil(reads / 4); turn < reads; turn += 1) {
      for (const [name, line] of [
        ['short', short],
        ['long', long],
      ] as const) {
        const entry = line.entries[Math.floor(random() * line.entries.length)];
        if (entry === undefined) throw new Error('there are entries');
        const begun = performance.now();
        await read(line, entry);
        if (turn >= 0) times[name].push(performance.now() - begun);
      }
    }
    return { short: median(times.short), long: median(times.long) };
  };
  return { place: await median2(READS.place), page: await median2(READS.page) };
}
