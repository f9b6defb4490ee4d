import { DEFAULT_TERMS } from '@paifan/shared/texts/defaultTerms';
import { manualClock, systemClock, type ManualClock } from '../clock';
import type { Config } from '../config';
import { closeDatabase, openDatabase, type Database } from '../db/connect';
import type { JobName } from '../jobs/jobs';
import type { Logger } from '../log';
import { createShop, type Shop } from '../shop';
import { publishTerms } from '../usecases/terms/terms';
import { createApiClient } from './client';
import { playStory } from './play';
import { introduceMember, stockShop } from './stock';
import { openingOf, tellStory } from './story';
import { DemoUnfinished } from './unfinished';

export interface DemoOptions {
  config: Config;
  logger: Logger;
  onProgress: (line: string) => void;
}

/** The row of job_runs that tells whether the demo was loaded to its end. */
const RUN = 'demo';
const JOBS: readonly JobName[] = [
  'queryOpenPayments',
  'closeUnpaid',
  'refundPayments',
  'releaseRewards',
  'recomputeLevels',
  'deliverOutbox',
];

/**
 * Fills an empty, migrated database with a shop that has been open for ten days. A database with members is left alone.
 * @throws DemoUnfinished when an earlier load broke off: half a story is no shop to open
 */
export async function loadDemoIfEmpty({ config, logger, onProgress }: DemoOptions): Promise<void> {
  const db = openDatabase(config.database.url, { poolSize: 2 });
  try {
    const run = await db.jobRuns.findByPk(RUN);
    if (run !== null && run.finishedAt === null) throw new DemoUnfinished();
    if ((await db.members.count()) > 0) return;
    await db.jobRuns.upsert({ name: RUN, startedAt: systemClock.now(), finishedAt: null });
    await openAndPlay(config, logger, onProgress);
    await db.jobRuns.update({ finishedAt: systemClock.now() }, { where: { name: RUN } });
  } finally {
    await closeDatabase(db);
  }
}

/** Opens a shop of its own for the time of the story: the same keys and simulator state, another port and clock. */
async function openAndPlay(
  config: Config,
  logger: Logger,
  onProgress: DemoOptions['onProgress'],
): Promise<void> {
  const now = systemClock.now();
  const clock = manualClock(openingOf(now));
  const shop = await createShop({
    config: {
      ...config,
      http: { ...config.http, host: '127.0.0.1', port: 0, signInsPerMinute: 1_000_000 },
      simulator: { ...config.simulator, port: 0 },
    },
    services: ['web', 'simulator'],
    clock,
    logger: logger.isLevelEnabled('info') ? logger.child({}, { level: 'warn' }) : logger,
    simulator: { tickMs: 0 },
  });
  try {
    await playDemo(shop, clock, { now, onProgress });
  } finally {
    await shop.stop();
  }
}

/**
 * Plays the demo's story in a shop without members, whose clock stands at the story's opening, up to `now`. Needs the services
 * web and simulator, and nothing that works by itself.
 */
export async function playDemo(
  shop: Shop,
  clock: ManualClock,
  { now, onProgress }: { now: Date; onProgress: DemoOptions['onProgress'] },
): Promise<void> {
  const { db, web, simulator, worker, scheduler } = shop;
  if (web === null || simulator === null) throw new Error('the demo needs the web server and the simulator');
  const story = tellStory(now);
  clock.advance(1_000); // the first settings, published when the shop was opened, are older than the demo's
  const stock = await stockShop(db, clock);
  await publishTerms({ db, clock }, null, DEFAULT_TERMS);
  const settle = async (): Promise<void> => {
    await simulator.runDue();
    await worker.settleAll();
  };

  let told = 0;
  await playStory(
    {
      ...stock,
      api: createApiClient(web.url),
      clock,
      payer: simulator.payer,
      settle,
      runJobs: async () => {
        for (const job of JOBS) await scheduler.runJob(job);
      },
      introduce: (key) => introduceMember(db, key),
    },
    story,
    (done) => {
      const percent = Math.floor((done * 100) / story.length);
      if (percent < told + 10) return;
      told = percent;
      onProgress(`Demo data: ${percent} % of ten days in the life of a shop`);
    },
  );
  onProgress(`Demo data: ${await summaryOf(db)}`);
}

async function summaryOf(db: Database): Promise<string> {
  const [members, products, stores, orders, messages] = await Promise.all([
    db.members.count(),
    db.products.count(),
    db.stores.count(),
    db.orders.count(),
    db.messages.count(),
  ]);
  return `${members} members, ${products} products, ${stores} stores, ${orders} orders, ${messages} messages`;
}
