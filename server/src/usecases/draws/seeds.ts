import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { dayColumn, timeColumn } from '../../db/columns';
import type { Page, PageRequest } from '../../db/paging';
import { execute, query, queryOne } from '../../db/query';
import { sha256 } from '../../db/sha256';
import type { Executor } from '../../db/transaction';
import { openSecret, sealSecret } from '../../operators/sealing';
import type { ShopContext } from '../context';

/*
 * The seeds of the draws: one a day (Asia/Shanghai). Its SHA-256 is published days before, the seed itself after. In between it is
 * encrypted under a key that is not in the database.
 */

const SEED_BYTES = 32;
/** Today and so many days after it have a commitment. */
const DAYS_AHEAD = 3;

const ownerOf = (day: string): string => `draw-seed:${day}`;
const today = (now: Date): number => shanghaiDay(now.getTime());

/** Publishes the commitments of the next days, each once, however many do it at the same time. */
export async function publishCommitments({ db, clock, sealingKey }: SeedContext): Promise<void> {
  const now = clock.now();
  for (let day = today(now); day <= today(now) + DAYS_AHEAD; day += 1) {
    const seed = randomBytes(SEED_BYTES);
    await execute(
      db,
      `INSERT IGNORE INTO draw_seeds (day, commitment, seed_sealed, published_at)
       VALUES (:day, UNHEX(:commitment), :sealed, :now)`,
      {
        day: dayText(day),
        commitment: sha256(seed.toString('hex'), ''),
        sealed: sealSecret(sealingKey, ownerOf(dayText(day)), seed),
        now,
      },
    );
  }
}

type SeedContext = Pick<ShopContext, 'db' | 'clock' | 'sealingKey'>;

const sealedRow = z.object({ day: dayColumn, seed_sealed: z.string() });

/**
 * The seed of today, with its day. Only a draw may ask for it, and nothing of it may leave before the day is over.
 * @throws ApiError unavailable when it was sealed under another key
 */
export async function seedOfToday(shop: SeedContext): Promise<{ day: string; seed: string }> {
  const day = dayText(today(shop.clock.now()));
  const row = (await findSealed(shop, day)) ?? (await publishedNow(shop, day));
  const seed = openSecret(shop.sealingKey, ownerOf(day), row.seed_sealed);
  if (seed === null) throw new ApiError('unavailable', '今天暂时无法抽奖，请明天再试');
  return { day, seed: seed.toString('hex') };
}

const findSealed = ({ db }: SeedContext, day: string) =>
  queryOne(db, 'SELECT day, seed_sealed FROM draw_seeds WHERE day = ?', [day], sealedRow);

async function publishedNow(shop: SeedContext, day: string): Promise<z.output<typeof sealedRow>> {
  await publishCommitments(shop);
  const row = await findSealed(shop, day);
  if (row === null) throw new Error(`the seed of ${day} was published a moment ago`);
  return row;
}

/** Reveals the seeds of days that are over. One that cannot be opened any more stays secret, and is told of. */
export async function revealSeeds(shop: SeedContext & Pick<ShopContext, 'logger'>): Promise<void> {
  const { db, clock, sealingKey, logger } = shop;
  const now = clock.now();
  const rows = await query(
    db,
    'SELECT day, seed_sealed FROM draw_seeds WHERE seed IS NULL AND day < ? ORDER BY day',
    [dayText(today(now))],
    sealedRow,
  );
  for (const { day, seed_sealed } of rows) {
    const seed = openSecret(sealingKey, ownerOf(day), seed_sealed);
    if (seed === null) {
      logger.error({ day }, 'the seed of a day of draws was sealed under another key and cannot be revealed');
      continue;
    }
    await execute(db, 'UPDATE draw_seeds SET seed = ?, revealed_at = ? WHERE day = ? AND seed IS NULL', [
      seed,
      now,
      day,
    ]);
  }
}

const commitmentRow = z
  .object({
    day: dayColumn,
    commitment: z.string(),
    published_at: timeColumn,
    seed: z.string().nullable(),
    revealed_at: timeColumn.nullable(),
  })
  .transform(({ published_at, revealed_at, ...row }) => ({
    ...row,
    publishedAt: published_at,
    revealedAt: revealed_at,
  }));

/** What was published of a day's draws. */
export type Commitment = z.output<typeof commitmentRow>;

/** The last day first; the cursor is a day. */
export async function readCommitments(
  executor: Executor,
  { cursor, limit }: PageRequest,
): Promise<Page<Commitment>> {
  const before = cursor && /^\d{4}-\d{2}-\d{2}$/.test(cursor) ? cursor : '9999-12-31';
  const rows = await query(
    executor,
    `SELECT day, LOWER(HEX(commitment)) AS commitment, published_at, LOWER(HEX(seed)) AS seed, revealed_at
     FROM draw_seeds WHERE day < ? ORDER BY day DESC LIMIT ?`,
    [before, limit + 1],
    commitmentRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.day ?? null) : null };
}
