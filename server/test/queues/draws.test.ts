import { randomUUID } from 'node:crypto';
import { fen } from '@paifan/shared/money/fen';
import { entryId, type EntryId, type ProductId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { verifyDraw } from '@paifan/shared/rebate/lottery/drawFromSeed';
import type { Lottery } from '@paifan/shared/settings/rules';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { hmacSha256 } from '../../src/db/hmac';
import { sha256 } from '../../src/db/sha256';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const LOTTERY: Lottery = {
  type: 'fixed',
  prizes: [
    { ratio: ratio('0.5'), weight: 1 },
    { ratio: ratio('1.5'), weight: 1 },
  ],
};
const EXCHANGE = { points: { ratio: ratio('0.8') }, love: { ratio: ratio('1'), credit: 'frozen' as const } };

let shop: TestShop;
let ann: Person;
let bob: Person;
let tea: ProductId;
beforeAll(async () => {
  shop = await startTestShop();
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
});
afterAll(() => shop.stop());
/** Every test has a product with a queue of its own. */
beforeEach(async () => {
  await shop.publish({ mallSharesQueue: false, lottery: LOTTERY, exchange: EXCHANGE });
  tea = await shop.addProduct();
});
afterEach(async () => {
  expect(await runChecks(shop.db)).toEqual([]);
  expect(await checkChains(shop.db)).toEqual([]);
});

async function entryOf(buyer: Person): Promise<EntryId> {
  shop.clock.advance(1000);
  const order = await shop.buy(buyer, mall(tea));
  return entryId(order.lines[0]?.entry?.id ?? '');
}

const draw = (who: Person, id: EntryId, nonce?: string) =>
  who.call('POST /api/queue/entries/:id/draw', { params: { id }, body: { nonce } });
const readDraw = (who: Person, id: EntryId) =>
  who.call('GET /api/draws/:entryId', { params: { entryId: id } });
const exchange = (
  asset: 'points' | 'love' | 'voucher',
  expectedRatio: string,
  key: string = randomUUID(),
) => ({
  body: { asset, expectedRatio },
  headers: { 'Idempotency-Key': key },
});
const titlesOf = async (who: Person): Promise<string[]> =>
  (await who.call('GET /api/me/messages')).items.map(({ title }) => title);

describe('a draw', () => {
  test('is offered with its odds, made once, settled, told of, and checked when the day is over', async () => {
    const id = await entryOf(ann);
    expect(await titlesOf(ann)).toContain('您有一次抽奖机会');
    expect(await readDraw(ann, id)).toMatchObject({
      state: 'available',
      odds: {
        type: 'fixed',
        prizes: [
          { ratio: '0.5', chance: '0.5' },
          { ratio: '1.5', chance: '0.5' },
        ],
      },
      outcome: null,
      commitment: null,
    });

    const asked = await draw(ann, id, 'my-own-nonce');
    expect(asked).toMatchObject({ state: 'pending', outcome: null, seed: null, nonce: 'my-own-nonce' });
    await shop.settle();
    const drawn = await readDraw(ann, id);
    expect(drawn).toMatchObject({ state: 'applied', seed: null });
    expect(drawn.entitledFen).toBe(drawn.outcome === '0.5' ? 5_000 : 15_000);
    expect(drawn.ratio).toBe(drawn.outcome);
    expect(await titlesOf(ann)).toContain('抽奖结果');
    const history = await ann.call('GET /api/queue/entries/:id', { params: { id } });
    expect(history.hasDraw).toBe(true);
    expect(history.entry).toMatchObject({ entitledFen: drawn.entitledFen, ratio: drawn.outcome });

    shop.clock.advance(86_400_000);
    await shop.shop.scheduler.runJob('keepDrawSeeds');
    const revealed = await readDraw(await shop.signIn('ann'), id);
    const published = await shop.anyone.call('GET /api/draws/commitments');
    expect(published.items.find(({ day }) => day === revealed.day)).toMatchObject({
      commitment: drawn.commitment,
      seed: revealed.seed,
    });
    const { commitment, seed, nonce, outcome } = revealed;
    const check = { entry: id, lottery: LOTTERY, commitment: commitment ?? '', seed: seed ?? '' };
    expect(
      verifyDraw(
        { ...check, nonce: nonce ?? '', outcome: ratio(outcome ?? '') },
        { hash: sha256, hmac: hmacSha256 },
      ),
    ).toBeNull();
  });

  test('seeds of today and of days to come are secret, and their commitments do not change', async () => {
    await shop.shop.scheduler.runJob('keepDrawSeeds');
    const before = await shop.anyone.call('GET /api/draws/commitments');
    await Promise.all(Array.from({ length: 3 }, () => shop.shop.scheduler.runJob('keepDrawSeeds')));
    expect(await shop.anyone.call('GET /api/draws/commitments')).toEqual(before);
    const today = new Date(shop.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    for (const { day, seed } of before.items) expect(seed === null).toBe(day >= today);
  });

  test('asked for many times at once is one draw: the same answer with the same nonce, else refused', async () => {
    const id = await entryOf(ann);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        ann.send('POST /api/queue/entries/:id/draw', {
          params: { id },
          body: { nonce: `nonce-${index % 3}-x` },
        }),
      ),
    );
    const made = await readDraw(ann, id);
    for (const [index, { status, body }] of answers.entries()) {
      if (made.nonce === `nonce-${index % 3}-x`) expect(body).toMatchObject({ nonce: made.nonce });
      else expect([status, body]).toEqual([409, expect.objectContaining({ code: 'already_drawn' })]);
    }
    await shop.settle();
    expect((await draw(ann, id)).nonce).toBe(made.nonce);
    expect(
      await ann.fail('POST /api/queue/entries/:id/draw', { params: { id }, body: { nonce: 'another-one' } }),
    ).toEqual({
      status: 409,
      code: 'already_drawn',
    });
  });

  test.each([
    ['that was rewarded already', 'alreadyRewarded', () => shop.buy(bob, mall(tea))],
    ['that no longer waits', 'notWaiting', (id: EntryId) => giveUp(id)],
  ])('for an entry %s is refused', async (_, reason, happens) => {
    const id = await entryOf(ann);
    await happens(id);
    expect(await ann.fail('POST /api/queue/entries/:id/draw', { params: { id }, body: {} })).toEqual({
      status: 409,
      code: 'draw_unavailable',
      details: { reason },
    });
    expect(await readDraw(ann, id)).toMatchObject({ state: 'unavailable', refusal: expect.any(String) });
  });

  test('for an entry without a lottery is refused', async () => {
    await shop.publish({ mallSharesQueue: false });
    const id = await entryOf(ann);
    expect(await ann.fail('GET /api/draws/:entryId', { params: { entryId: id } })).toMatchObject({
      code: 'draw_unavailable',
      details: { reason: 'noLottery' },
    });
  });

  test('that a payment overtakes is refused by the settlement, and says so', async () => {
    const id = await entryOf(ann);
    const { no } = await shop.place(bob, mall(tea));
    await shop.pay(bob, no);
    await shop.deliver();
    expect((await draw(ann, id)).state).toBe('pending');
    await shop.settle();
    expect(await readDraw(ann, id)).toMatchObject({
      state: 'refused',
      refusal: '这份权益已有到账，不能再抽奖',
      ratio: null,
    });
  });

  test('is nobody else’s', async () => {
    const id = await entryOf(ann);
    for (const failure of [
      bob.fail('GET /api/draws/:entryId', { params: { entryId: id } }),
      bob.fail('POST /api/queue/entries/:id/draw', { params: { id }, body: {} }),
    ])
      expect(await failure).toEqual({ status: 404, code: 'entry_not_found' });
  });
});

async function giveUp(id: EntryId): Promise<void> {
  await ann.call('POST /api/queue/entries/:id/exchange', { params: { id }, ...exchange('points', '0.8') });
  await shop.settle();
}

describe('an exchange', () => {
  test('shows what it brings, happens once, and is told of', async () => {
    const id = await entryOf(ann);
    await shop.buy(bob, mall(tea));
    const preview = await ann.call('GET /api/queue/entries/:id/exchange', { params: { id } });
    expect(preview).toEqual({
      available: true,
      refusal: null,
      offers: [
        { asset: 'points', ratio: '0.8', amount: 7_200, credit: 'available' },
        { asset: 'love', ratio: '1', amount: 9_000, credit: 'frozen' },
      ],
      final: true,
      latest: null,
    });
    const before = (await ann.call('GET /api/me/wallet')).points;
    const key = randomUUID();
    const asked = await Promise.all(
      [1, 2, 3].map(() =>
        ann.call('POST /api/queue/entries/:id/exchange', {
          params: { id },
          ...exchange('points', '0.8', key),
        }),
      ),
    );
    expect(new Set(asked.map((each) => each.id)).size).toBe(1);
    expect(asked[0]).toMatchObject({ state: 'pending', amount: null });
    await shop.settle();
    const params = { id: asked[0]?.id ?? '' };
    expect(await ann.call('GET /api/queue/exchanges/:id', { params })).toMatchObject({
      state: 'applied',
      amount: 7_200,
      asset: 'points',
    });
    expect((await ann.call('GET /api/me/wallet')).points).toBe(fen(before + 7_200));
    expect(await titlesOf(ann)).toContain('兑换成功');
    expect(await bob.fail('GET /api/queue/exchanges/:id', { params })).toMatchObject({
      code: 'exchange_not_found',
    });
    expect(
      await ann.fail('POST /api/queue/entries/:id/exchange', {
        params: { id },
        ...exchange('points', '0.8'),
      }),
    ).toMatchObject({ code: 'exchange_unavailable', details: { reason: 'notWaiting' } });
  });

  test('one at a time: of several asked for at once, one is taken', async () => {
    const id = await entryOf(ann);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        ann.send('POST /api/queue/entries/:id/exchange', { params: { id }, ...exchange('love', '1') }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    await shop.settle();
  });

  test.each([
    ['an asset that is not offered', exchange('voucher', '1'), 'exchange_unavailable'],
    ['another ratio than was shown', exchange('points', '0.9'), 'quote_changed'],
  ])('for %s is refused', async (_, call, code) => {
    const id = await entryOf(ann);
    expect(await ann.fail('POST /api/queue/entries/:id/exchange', { params: { id }, ...call })).toMatchObject(
      {
        status: 409,
        code,
      },
    );
  });

  test('that the line overtakes leaves what was paid with the member', async () => {
    const id = await entryOf(ann);
    const { no } = await shop.place(bob, mall(tea));
    await shop.pay(bob, no);
    await shop.deliver();
    const { id: exchangeId } = await ann.call('POST /api/queue/entries/:id/exchange', {
      params: { id },
      ...exchange('points', '0.8'),
    });
    await shop.settle();
    const settled = await ann.call('GET /api/queue/exchanges/:id', { params: { id: exchangeId } });
    expect(settled).toMatchObject({ state: 'applied', amount: 7_200 });
  });
});
