import { z } from 'zod';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { manualClock } from '../../src/clock';
import { createLogger } from '../../src/log';
import { loadDemoIfEmpty, playDemo } from '../../src/demo/load';
import { MEMBERS, openidOf } from '../../src/demo/people';
import { openingOf } from '../../src/demo/story';
import { DemoUnfinished } from '../../src/demo/unfinished';
import { loadConfig } from '../../src/config';
import { runChecks } from '../../src/db/checks';
import { dayColumn } from '../../src/db/columns';
import { query } from '../../src/db/query';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { operatorWith } from '../support/operators';
import { startTestShop, type Person, type TestShop } from '../support/shop';

type BillItem = ResponseOf<'GET /api/me/bill'>['items'][number];

jest.setTimeout(120_000);

/** What a line took in and paid on a day, by the postings: what the platform gave it, and what came to members. */
const ledgerRow = z.object({ key: z.string(), day: dayColumn, inflow: z.int(), paid: z.int() });
type LedgerFlow = z.output<typeof ledgerRow>;

const readFlowOfLedger = ({ db }: TestShop): Promise<LedgerFlow[]> =>
  query(
    db,
    `SELECT q.queue_key AS \`key\`, DATE(j.at + INTERVAL 8 HOUR) AS day, -SUM(IF(a.code = 'promotion', p.amount, 0)) AS inflow,
       SUM(IF(a.code LIKE 'member:%:cash', p.amount, 0)) AS paid
     FROM journals j JOIN queues q ON q.id = j.queue_id JOIN postings p ON p.journal_id = j.id JOIN accounts a ON a.id = p.account_id
     WHERE j.event IN ('contribution', 'contributionWithdrawn', 'payout', 'payoutTakenBack') GROUP BY 1, 2`,
    [],
    ledgerRow,
  );

/** Every page of a member's bill. */
async function wholeBill(person: Person): Promise<BillItem[]> {
  const items: BillItem[] = [];
  let cursor: string | null = null;
  do {
    const page: ResponseOf<'GET /api/me/bill'> = await person.call('GET /api/me/bill', {
      query: { limit: '50', ...(cursor === null ? {} : { cursor }) },
    });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

describe('the demo shop, played through its own doors', () => {
  const lines: string[] = [];
  let shop: TestShop;
  let people: Person[];

  beforeAll(async () => {
    const now = new Date('2026-11-22T07:30:00Z');
    const clock = manualClock(openingOf(now));
    shop = await startTestShop({ clock, demo: true });
    await playDemo(shop.shop, clock, { now, onProgress: (line) => lines.push(line) });
    people = await Promise.all(MEMBERS.map(({ key }) => shop.signIn(openidOf(key))));
  });

  afterAll(() => shop?.stop());

  const everybody = <T>(ask: (person: Person) => Promise<T>): Promise<T[]> => Promise.all(people.map(ask));

  test('tells how far it is, and what came of it', () => {
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines.at(-1)).toMatch(/^Demo data: 8 members, 12 products, 3 stores, \d+ orders, \d+ messages$/);
  });

  test('its own settings are in force at the end', async () => {
    const features = await shop.anyone.call('GET /api/features');
    expect(features).toMatchObject({ featureName: '邻里排队', demo: true });
    expect(shop.clock.now()).toEqual(new Date('2026-11-22T07:30:00Z'));
  });

  test('its books are in order', async () => {
    expect(await runChecks(shop.db)).toEqual([]);
  });

  test('every figure of the first page and of the lines is what the ledger says', async () => {
    const owner = await operatorWith(shop, 'owner');
    const ledger = await readFlowOfLedger(shop);
    const sumOf = (rows: readonly LedgerFlow[]) => ({
      inflowFen: rows.reduce((sum, { inflow }) => sum + inflow, 0),
      paidFen: rows.reduce((sum, { paid }) => sum + paid, 0),
    });
    const { byDay, totals } = await owner.call('GET /api/admin/solvency', { query: { days: '30' } });
    for (const { day, inflowFen, paidFen } of byDay)
      expect({ day, inflowFen, paidFen }).toEqual({ day, ...sumOf(ledger.filter((row) => row.day === day)) });
    expect(totals).toMatchObject(sumOf(ledger));
    expect(totals.inflowFen).toBeGreaterThan(0);

    const { items: queues } = await owner.call('GET /api/admin/queues', { query: { limit: '50' } });
    for (const { key, inflow30Fen: inflowFen, paid30Fen: paidFen } of queues)
      expect({ key, inflowFen, paidFen }).toEqual({ key, ...sumOf(ledger.filter((row) => row.key === key)) });
    const [waiting] = await query(
      shop.db,
      `SELECT COUNT(*) AS waitingCount, SUM(entitled_fen - rewarded_fen) AS outstandingFen FROM entries WHERE state = 'waiting'`,
      [],
      z.object({ waitingCount: z.int(), outstandingFen: z.int() }),
    );
    expect(totals).toMatchObject(waiting ?? {});
  });

  test('there are orders in every state that a page shows', async () => {
    const states = new Set((await shop.db.orders.findAll()).map(({ state }) => state));
    expect(states).toEqual(new Set(['placed', 'paid', 'completed', 'closed']));
  });

  test('entries are done, half paid, and still waiting', async () => {
    const entries = (
      await everybody((person) =>
        person.call('GET /api/queue/entries', { query: { state: 'all', limit: '50' } }),
      )
    ).flatMap(({ items }) => items);
    const waiting = entries.filter(({ state }) => state === 'waiting');
    expect(entries.filter(({ state }) => state === 'done').length).toBeGreaterThanOrEqual(8);
    expect(waiting.filter(({ rewardedFen }) => (rewardedFen ?? 0) > 0).length).toBeGreaterThanOrEqual(1);
    expect(waiting.filter(({ rewardedFen }) => rewardedFen === 0).length).toBeGreaterThanOrEqual(20);
    expect(new Set(entries.map(({ source }) => source)).size).toBeGreaterThanOrEqual(4);
  });

  test('everybody has been paid, has a bill that adds up, and has messages', async () => {
    await everybody(async (person) => {
      const { wallet, queue } = await person.call('GET /api/me');
      expect(queue.rewardedFen).toBeGreaterThan(0);
      const bill = await wholeBill(person);
      expect(bill.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(wallet.cashFen);
      expect((await person.call('GET /api/me/messages')).items.length).toBeGreaterThan(0);
    });
  });

  test('the first member has invited others, was rewarded for it, and has an order to pay', async () => {
    const [first] = people;
    const me = await first!.call('GET /api/me');
    expect(me.member.nickname).toBe('林秋月');
    expect(me.inviteeCount).toBe(2);
    expect(me.unreadMessages).toBeGreaterThan(0);
    expect(me.orderCounts).toMatchObject({ placed: expect.any(Number), completed: expect.any(Number) });
    expect(me.orderCounts.placed).toBeGreaterThanOrEqual(1);
    const reasons = new Set((await wholeBill(first!)).map(({ reason }) => reason));
    expect(reasons.size).toBeGreaterThanOrEqual(2);
    const { members } = shop.db;
    expect(await members.count({ where: { inviterId: null } })).toBe(2);
  });
});

describe('loading it at a start', () => {
  let database: TestDatabase;
  const load = () =>
    loadDemoIfEmpty({
      config: loadConfig({ NODE_ENV: 'test', DATABASE_URL: database.url }),
      logger: createLogger('silent'),
      onProgress: () => undefined,
    });

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(() => database.drop());

  test('leaves a shop that has a member alone', async () => {
    await database.db.members.create({
      openid: 'somebody',
      nickname: '某人',
      avatar: '',
      inviteCode: 'SOMEBODY',
      joinedAt: new Date(),
    });
    await load();
    expect(await database.db.members.count()).toBe(1);
    expect(await database.db.products.count()).toBe(0);
  });

  test('refuses to open half a story', async () => {
    await database.db.jobRuns.create({ name: 'demo', startedAt: new Date(), finishedAt: null });
    await expect(load()).rejects.toThrow(DemoUnfinished);
  });
});
