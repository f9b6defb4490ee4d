import type { EventOf } from '@paifan/shared/contract/contract';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { createShop, type Shop } from '../../src/shop';
import { asking, request } from '../support/afterSale';
import { testKeys } from '../support/keys';
import { operatorWith, signedIn, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

/* Which figures of the console changed, told to whoever listens, at whichever server, for as long as the session lasts. */

type Change = EventOf<'GET /api/admin/live'>;

let shop: TestShop;
let owner: TestOperator;
let buyer: Person;
beforeAll(async () => {
  shop = await startTestShop({ config: { session: { days: 365 } } });
  owner = await operatorWith(shop, 'owner');
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());

interface Listening {
  /** Waits until this is among what was told since the last time; null: the stream has ended. */
  until(isIt: (change: Change) => boolean): Promise<Change | null>;
  hangUp(): void;
}

async function listen(url: string, token: string): Promise<Listening> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/admin/live`, {
    signal: leaving.signal,
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function next(): Promise<Change | null> {
    for (;;) {
      const found = /^data: (.*)\n\n/m.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return JSON.parse(found[1] ?? '') as Change;
      }
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return null;
      text += chunk.value;
    }
  }
  return {
    async until(isIt) {
      for (;;) {
        const change = await next();
        if (change === null || isIt(change)) return change;
      }
    },
    hangUp: () => leaving.abort(),
  };
}

/** Waits for something that is told, and lets it happen. */
async function told(
  listening: Listening,
  isIt: (change: Change) => boolean,
  happen: () => Promise<unknown>,
): Promise<Change | null> {
  const change = listening.until(isIt);
  await happen();
  return change;
}

const about =
  (topic: Change['topics'][number]) =>
  ({ topics }: Change): boolean =>
    topics.includes(topic);
const buy = async () => shop.buy(buyer, mall(await shop.addProduct()));

test('a payment is told of as money that came, and its settlement as the line that moved, by its key', async () => {
  const live = await listen(shop.url, owner.token);
  const { no } = await shop.place(buyer, mall(await shop.addProduct()));
  const paid = await told(live, about('today'), async () => {
    await shop.pay(buyer, no);
    await shop.deliver();
  });
  expect(paid?.topics).not.toContain('queues');
  const settled = await told(live, about('queues'), () => shop.settle());
  expect(settled?.queues).toEqual(['mall']);
  live.hangUp();
});

test('only the lines that moved are named', async () => {
  await shop.publish({ mallSharesQueue: false });
  const [still, moving] = [await shop.addProduct(), await shop.addProduct()];
  await shop.buy(buyer, mall(still));
  const live = await listen(shop.url, owner.token);
  const change = await told(live, about('queues'), () => shop.buy(buyer, mall(moving)));
  expect(change?.queues).toEqual([`product:${moving}`]);
  live.hangUp();
  await shop.publish({});
});

test('what waits for a person is told of when it comes and when it is done', async () => {
  const order = await buy();
  const live = await listen(shop.url, owner.token);
  let no = '';
  expect(
    await told(live, about('needsPerson'), async () => {
      no = (await request(buyer, order.no, asking(100))).no;
    }),
  ).toMatchObject({ topics: ['needsPerson'] });
  await told(live, about('needsPerson'), () =>
    owner.call('POST /api/admin/after-sales/:no/reject', { params: { no }, body: { answer: '已过期' } }),
  );
  live.hangUp();
});

test('several who listen are all told; who came first has no more of it', async () => {
  const all = await Promise.all([1, 2, 3].map(() => listen(shop.url, owner.token)));
  const heard = all.map((each) => each.until(about('queues')));
  await buy();
  expect((await Promise.all(heard)).map((change) => change?.queues)).toEqual([['mall'], ['mall'], ['mall']]);
  for (const each of all) each.hangUp();
});

describe('the stream ends with the session', () => {
  const anotherSession = () => signedIn(shop, owner.id);
  const change = (id: OperatorId, to: object) => shop.db.operators.update(to, { where: { id } });

  test('when the operator signs out; the other sessions listen on', async () => {
    const leaving = await anotherSession();
    const [gone, staying] = [await listen(shop.url, leaving.token), await listen(shop.url, owner.token)];
    await leaving.call('DELETE /api/admin/session');
    expect(await gone.until(() => false)).toBeNull();
    expect(await told(staying, about('queues'), buy)).toMatchObject({ queues: ['mall'] });
    staying.hangUp();
    expect(await leaving.fail('GET /api/admin/live')).toMatchObject({ code: 'session_expired' });
  });

  test('when the operator is disabled, or gets a role that may not read reports', async () => {
    const [disabled, demoted] = [await operatorWith(shop, 'auditor'), await operatorWith(shop, 'auditor')];
    const ears = [await listen(shop.url, disabled.token), await listen(shop.url, demoted.token)];
    await change(disabled.id, { disabledAt: shop.clock.now() });
    await change(demoted.id, { role: 'catalogue' });
    expect(await Promise.all(ears.map((each) => each.until(() => false)))).toEqual([null, null]);
  });

  test('when it runs out', async () => {
    const live = await listen(shop.url, owner.token);
    shop.clock.advance(12 * 3_600_000);
    expect(await live.until(() => false)).toBeNull();
    owner = await operatorWith(shop, 'owner');
  });
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

  test('it is told as well, and a stream ends when its server stops', async () => {
    const live = await listen(second.web?.url ?? '', owner.token);
    expect(await told(live, about('queues'), buy)).toMatchObject({ queues: ['mall'] });
    const end = live.until(() => false);
    await second.stop();
    expect(await end).toBeNull();
  });
});

test('who may not read reports does not listen, nor does anybody unnamed', async () => {
  const clerk = await operatorWith(shop, 'service');
  expect(await clerk.fail('GET /api/admin/live')).toMatchObject({ status: 403, code: 'forbidden' });
  expect(await buyer.fail('GET /api/admin/live')).toMatchObject({ status: 401 });
  expect(await shop.anyone.fail('GET /api/admin/live')).toMatchObject({ status: 401 });
});
