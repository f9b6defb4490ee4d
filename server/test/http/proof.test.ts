import type { ResponseOf } from '@paifan/shared/contract/contract';
import { entryId, type EntryId, type ProductId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { readBody } from '@paifan/shared/rebate/proof/body';
import { startOfChain } from '@paifan/shared/rebate/proof/chain';
import { rootOf, type Seal } from '@paifan/shared/rebate/proof/seal';
import { verifyEvents } from '@paifan/shared/rebate/proof/verify';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { execute } from '../../src/db/query';
import { sealDay } from '../../src/db/seals';
import { sha256 } from '../../src/db/sha256';
import { operatorWith } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const DAY = 86_400_000;
const MALL = startOfChain('mall' as Seal['queue'], sha256);

type Proof = ResponseOf<'GET /api/queue/entries/:id/proof'>;
type ProofEvent = Proof['joining'][number];

let shop: TestShop;
let ann: Person;
let bob: Person;
let product: ProductId;
/** Entry by position in the line `mall`. */
const entries: EntryId[] = [];

/** A purchase of each of some people in turn. */
async function buy(...buyers: readonly Person[]): Promise<void> {
  for (const buyer of buyers) {
    shop.clock.advance(60_000);
    const order = await shop.buy(buyer, mall(product));
    const entry = order.lines[0]?.entry;
    if (!entry?.number) throw new Error('the order got no entry');
    entries[entry.number] = entry.id;
  }
}

/** Something that happens to the queue as a whole, as an operator would have it. */
async function tell(kind: 'pause' | 'resume'): Promise<void> {
  shop.clock.advance(60_000);
  await execute(
    shop.db,
    'INSERT INTO settlement_tasks (queue_key, kind, cause, payload, at) VALUES (?, ?, ?, ?, ?)',
    ['mall', kind, `${kind}-1`, '{"what":"queue"}', shop.clock.now()],
  );
  await shop.settle();
}

beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish({ extractionRatio: ratio('0.5'), entitlementRatio: ratio('1.2'), unclaimed: 'carry' });
  product = await shop.addProduct();
  ann = await shop.signIn('openid-of-ann');
  bob = await shop.signIn('openid-of-bob');
  await shop.db.members.update({ nickname: '张三丰' }, { where: { id: ann.id } });
  await shop.db.members.update({ nickname: '李时珍' }, { where: { id: bob.id } });
  for (let pair = 0; pair < 12; pair += 1) await buy(ann, bob);
  shop.clock.advance(DAY);
  await shop.shop.scheduler.runJob('sealChains');
  await tell('pause');
  await buy(ann, ann);
  await tell('resume');
  await buy(bob);
});
afterAll(() => shop.stop());

const proofOf = (person: Person, position: number, query?: Record<string, string>): Promise<Proof> =>
  person.call('GET /api/queue/entries/:id/proof', { params: { id: idAt(position) }, query });

function idAt(position: number): EntryId {
  const id = entries[position];
  if (id === undefined) throw new Error(`nobody joined at ${position}`);
  return id;
}

const happeningsOf = (events: readonly ProofEvent[]) =>
  events.flatMap(({ body }) => readBody(body).happenings);

describe('the proof of an entry', () => {
  test('shows 20 events before and after its joining, and can be recomputed', async () => {
    const proof = await proofOf(bob, 24);
    expect(proof).toMatchObject({ queueKey: 'mall', position: 24 });
    // 24 orders, the pause, two orders, the end of the pause, one order.
    expect(proof.joining.map(({ seq }) => seq)).toEqual(Array.from({ length: 26 }, (_, index) => index + 4));
    expect(happeningsOf(proof.joining)).toContainEqual(['joined', 24, 12_000, '1.2']);
    expect(verifyEvents(proof.joining, sha256)).toEqual([]);

    const first = await proofOf(ann, 1);
    expect(first.joining.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    expect(first.joining[0]?.previousHash).toBe(MALL.hash);
    expect(first.joining[0]?.at).toBe(new Date(readBody(first.joining[0]?.body ?? '').at).toISOString());
  });

  test('answers operators for anybody', async () => {
    const owner = await operatorWith(shop, 'owner');
    const asked = (id: EntryId) => ({ params: { id } });
    expect(await owner.call('GET /api/admin/entries/:id/proof', asked(idAt(24)))).toEqual(
      await proofOf(bob, 24),
    );
    expect(await owner.fail('GET /api/admin/entries/:id/proof', asked(entryId('999999')))).toMatchObject({
      code: 'entry_not_found',
    });
  });

  test('shows every event that paid it, page by page', async () => {
    const whole = await proofOf(ann, 1);
    expect(happeningsOf(whole.payouts.items).filter(([name, at]) => name === 'paidOut' && at === 1)).toEqual([
      // What the first order gave waited in the pool.
      ['paidOut', 1, 10_000],
      ['paidOut', 1, 2000],
    ]);
    expect(verifyEvents(whole.payouts.items, sha256)).toEqual([]);
    const one = await proofOf(ann, 1, { limit: '1' });
    const two = await proofOf(ann, 1, { limit: '2', cursor: String(one.payouts.next) });
    expect([...one.payouts.items, ...two.payouts.items]).toEqual(whole.payouts.items);
    expect(two.payouts.next).toBeNull();
  });

  test('shows what the end of a pause paid', async () => {
    const proofs = await Promise.all([proofOf(ann, 11), proofOf(bob, 12)]);
    const paid = proofs.flatMap(({ payouts }) => payouts.items.map(({ body }) => readBody(body)));
    const resumed = paid.filter(({ task }) => task === 'resume');
    expect(resumed.length).toBeGreaterThan(0);
    expect(resumed[0]?.happenings[0]).toEqual(['resumed', 'queue']);
  });

  test('fails where a word of it was changed', async () => {
    const { joining } = await proofOf(ann, 5);
    for (const [index, event] of joining.entries()) {
      const changed = {
        ...event,
        body: event.body.replace(/\d(?=\D*$)/, (digit) => String(9 - Number(digit))),
      };
      expect(changed.body).not.toBe(event.body);
      expect(verifyEvents(joining.with(index, changed), sha256)).not.toEqual([]);
    }
    expect(verifyEvents(joining.toSpliced(3, 1), sha256)).toEqual([]);
    expect(verifyEvents(joining.toReversed(), sha256)).not.toEqual([]);
  });

  test('reaches from its joining to the seal, event by event, so that the whole line can be followed', async () => {
    const { seals } = await proofOf(ann, 21);
    const events: ProofEvent[] = [];
    let cursor: string | null = null;
    do {
      const page: ResponseOf<'GET /api/queue/entries/:id/proof/events'> = await ann.call(
        'GET /api/queue/entries/:id/proof/events',
        { params: { id: idAt(21) }, query: { limit: '7', ...(cursor === null ? {} : { cursor }) } },
      );
      events.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 29 }, (_, index) => index + 1));
    expect(seals).toEqual([expect.objectContaining({ day: '2026-03-02', seq: 24 })]);
    expect(verifyEvents(events, sha256, seals)).toEqual([]);
    const forged = seals.map((seal) => ({ ...seal, hash: MALL.hash }));
    expect(verifyEvents(events, sha256, forged)).toEqual([
      { seq: 24, problem: 'its hash is not the one that was sealed' },
    ]);
  });

  test('tells nobody’s name', async () => {
    const numbers = (await shop.db.orders.findAll()).map(({ no }) => no);
    const shown = JSON.stringify([await proofOf(bob, 12), await proofOf(ann, 1)]);
    for (const secret of ['张', '李', 'openid', ...numbers]) expect(shown).not.toContain(secret);
  });

  test('is for its owner alone', async () => {
    for (const key of [
      'GET /api/queue/entries/:id/proof',
      'GET /api/queue/entries/:id/proof/events',
    ] as const) {
      expect(await bob.fail(key, { params: { id: idAt(1) } })).toEqual({
        status: 404,
        code: 'entry_not_found',
      });
      expect((await shop.anyone.fail(key, { params: { id: idAt(1) } })).status).toBe(401);
    }
  });
});

describe('the seals', () => {
  test('of a day can be recomputed by anybody, page by page, and each day holds the one before', async () => {
    await shop.publish({ extractionRatio: ratio('0.5'), mallSharesQueue: false });
    shop.clock.advance(60_000);
    await shop.buy(ann, mall(await shop.addProduct()));
    await shop.buy(ann, mall(await shop.addProduct()));
    shop.clock.advance(DAY);
    await shop.shop.scheduler.runJob('sealChains');

    const { items, next } = await shop.anyone.call('GET /api/proof/seals');
    expect(items.map(({ day, queues }) => [day, queues])).toEqual([
      ['2026-03-03', 3],
      ['2026-03-02', 1],
    ]);
    expect(next).toBeNull();
    expect(items[1]?.previousRoot).toBeNull();
    expect(items[0]?.previousRoot).toBe(items[1]?.root);
    const newest = await shop.anyone.call('GET /api/proof/seals', { query: { limit: '1' } });
    expect(newest).toEqual({ items: items.slice(0, 1), next: '2026-03-03' });
    expect(
      await shop.anyone.call('GET /api/proof/seals', { query: { limit: '1', cursor: '2026-03-03' } }),
    ).toEqual({ items: items.slice(1), next: null });

    for (const root of items) {
      const seals: Seal[] = [];
      let cursor: string | null = null;
      do {
        const page: ResponseOf<'GET /api/proof/seals/:day'> = await shop.anyone.call(
          'GET /api/proof/seals/:day',
          {
            params: { day: root.day },
            query: { limit: '2', ...(cursor === null ? {} : { cursor }) },
          },
        );
        expect(page.root).toEqual(root);
        seals.push(...page.items.map(({ queueKey, ...seal }) => ({ ...seal, queue: queueKey })));
        cursor = page.next;
      } while (cursor !== null);
      expect(seals).toHaveLength(root.queues);
      expect(rootOf(root.previousRoot ?? '', root.day, seals, sha256)).toBe(root.root);
    }
  });

  test('a day is sealed once, however often and by however many', async () => {
    const before = await shop.db.sequelize.query('SELECT * FROM chain_seals ORDER BY day, queue_id');
    await shop.shop.scheduler.runJob('sealChains');
    expect(await sealDay(shop.db, '2026-03-01', shop.clock.now())).toBeNull();
    expect(await shop.db.sequelize.query('SELECT * FROM chain_seals ORDER BY day, queue_id')).toEqual(before);
    const together = await Promise.all(
      Array.from({ length: 4 }, () => sealDay(shop.db, '2026-03-04', shop.clock.now())),
    );
    expect(together.filter((root) => root !== null)).toHaveLength(1);
  });

  test('of a day that is not sealed are not there', async () => {
    expect(await shop.anyone.fail('GET /api/proof/seals/:day', { params: { day: '2031-01-01' } })).toEqual({
      status: 404,
      code: 'not_found',
    });
    expect(await shop.anyone.fail('GET /api/proof/seals/:day', { params: { day: 'today' } })).toMatchObject({
      status: 400,
    });
  });
});

test('after all of this the chains and the books are right', async () => {
  expect(await checkChains(shop.db)).toEqual([]);
  expect(await runChecks(shop.db)).toEqual([]);
});

test.each(['queue_events', 'chain_seals', 'chain_roots'])(
  'the database itself refuses to change or remove rows of %s',
  async (table) => {
    const column = table === 'queue_events' ? 'seq' : 'hash';
    await expect(execute(shop.db, `UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow(
      /append-only/,
    );
    await expect(execute(shop.db, `DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
  },
);
