import type { EventOf } from '@paifan/shared/contract/contract';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { createShop, type Shop } from '../../src/shop';
import { testKeys } from '../support/keys';
import { addMerchant, addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { cashier, startTestShop, type Person, type TestShop } from '../support/shop';

/* What is paid reaches every desk that listens, at whichever server. */

type Taking = EventOf<'GET /api/desk/takings/stream'>;

let shop: TestShop;
let merchantId: MerchantId;
let storeId: StoreId;
let clerk: TestStaff;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop();
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  clerk = await staffWith(shop, merchantId, 'clerk');
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());

interface Listening {
  /** The next event that comes, with its id; null: the stream has ended. */
  next(): Promise<{ readonly id: string; readonly taking: Taking } | null>;
  hangUp(): void;
}

async function listen(
  url: string,
  token: string,
  options: { after?: string; storeId?: string } = {},
): Promise<Listening> {
  const leaving = new AbortController();
  const search = options.storeId === undefined ? '' : `?storeId=${options.storeId}`;
  const response = await fetch(`${url}/api/desk/takings/stream${search}`, {
    signal: leaving.signal,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(options.after === undefined ? {} : { 'Last-Event-ID': options.after }),
    },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next() {
      for (;;) {
        const found = /^id: (.*)\ndata: (.*)\n\n/m.exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return { id: found[1] ?? '', taking: JSON.parse(found[2] ?? '') as Taking };
        }
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) return null;
        text += chunk.value;
      }
    },
    hangUp: () => leaving.abort(),
  };
}

/** Waits for an event, and lets it happen. The answer has begun, so it is listened already. */
async function begun(listening: Listening, pay: () => Promise<unknown>) {
  const first = listening.next();
  await pay();
  return first;
}

const pay = (amountFen: number, store = storeId) => shop.buy(buyer, cashier(store, amountFen));

test('a payment reaches who listens, with the buyer’s masked name; what was paid before does not', async () => {
  await pay(1_000);
  const desk = await listen(shop.url, clerk.token);
  const event = await begun(desk, () => pay(2_000));
  expect(event?.taking).toMatchObject({ kind: 'cashier', storeId, amountFen: 2_000, buyerName: '微**' });
  desk.hangUp();
});

test('who comes back is told what came meanwhile', async () => {
  const desk = await listen(shop.url, clerk.token);
  const last = await begun(desk, () => pay(3_000));
  desk.hangUp();
  const missed = [await pay(4_000), await pay(5_000)].map(({ no }) => no);
  const again = await listen(shop.url, clerk.token, { after: last?.id });
  const heard: string[] = [];
  while (!missed.every((no) => heard.includes(no))) heard.push((await again.next())?.taking.orderNo ?? '');
  expect(heard.slice(-2)).toEqual(missed);
  again.hangUp();
});

test('each hears of its own stores only, and of the one that it asked for', async () => {
  const second = await shop.addStore({ name: '二店' });
  await shop.db.stores.update({ merchantId }, { where: { id: second } });
  const other = await addMerchantWithStore(shop);
  const stranger = await staffWith(shop, other.merchantId, 'owner');
  const all = await listen(shop.url, clerk.token);
  const one = await listen(shop.url, clerk.token, { storeId: second });
  const theirs = await listen(shop.url, stranger.token);
  const heard = [all.next(), one.next(), theirs.next()];
  await pay(6_000);
  await pay(7_000, other.storeId);
  await pay(8_000, second);
  const amounts = (await Promise.all(heard)).map((event) => event?.taking.amountFen);
  expect(amounts).toEqual([6_000, 8_000, 7_000]);
  for (const listening of [all, one, theirs]) listening.hangUp();
});

describe('at another server', () => {
  let second: Shop;
  beforeAll(async () => {
    const { clock } = shop;
    // It pays nothing, so nobody has to be at that port.
    const config = { ...shop.config, simulator: { ...shop.config.simulator, port: 1 } };
    const simulator = { keys: await testKeys(), statePath: null };
    second = await createShop({ config, clock, services: ['web'], simulator });
  });

  test('it is heard as well, and a stream ends when its server stops', async () => {
    const desk = await listen(second.web?.url ?? '', clerk.token);
    const event = await begun(desk, () => pay(9_000));
    expect(event?.taking.amountFen).toBe(9_000);
    const end = desk.next();
    await second.stop();
    expect(await end).toBeNull();
  });
});

test('another merchant’s store is as if it were not there, and nobody listens unnamed', async () => {
  const stranger = await staffWith(shop, await addMerchant(shop), 'owner');
  const ask = (token?: string) =>
    fetch(`${shop.url}/api/desk/takings/stream?storeId=${storeId}`, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    });
  expect((await ask(stranger.token)).status).toBe(404);
  expect((await ask()).status).toBe(401);
  expect((await ask(buyer.token)).status).toBe(403);
});
