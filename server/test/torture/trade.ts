import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ResponseOf, RouteKey } from '@paifan/shared/contract/contract';
import type { Chance } from '../../src/demo/random';
import type { Call } from '../support/client';
import { cashier, type Basket } from '../support/shop';
import { refundSome } from './operator';
import { insist, NotNow } from './patience';
import type { TorturedPerson, TorturedShop } from './shop';

/** What trade has come to, for the audit at the end. */
export interface TradeLog {
  /** Orders whose payment WeChat took, by their numbers. */
  readonly paid: string[];
  notifications: number;
  /** What should never be: an answer that only a bug explains. */
  readonly surprises: string[];
}

/** What buyers trade in, and with. */
export interface Trade {
  readonly shop: TorturedShop;
  readonly chance: Chance;
  readonly log: TradeLog;
  /** Is this order to be the last one? */
  readonly isOver: () => boolean;
}

/** Everybody buys, one order after the other, until it is over. @returns when every order was paid and told of */
export async function everybodyBuys(trade: Trade): Promise<void> {
  await Promise.all(trade.shop.people.map((person) => keepBuying(trade, person)));
}

async function keepBuying(trade: Trade, person: TorturedPerson): Promise<void> {
  const told: Promise<void>[] = [];
  while (!trade.isOver()) {
    const no = await buy(trade, person);
    if (no !== null) told.push(afterwards(trade, person, no));
    await pause(trade.chance.below(100));
  }
  await Promise.all(told);
}

/** Places an order and pays it at WeChat; the shop does not know of the payment yet. */
async function buy(trade: Trade, person: TorturedPerson): Promise<string | null> {
  const basket = someBasket(trade);
  const quote = await ask(trade, person, 'POST /api/orders/quote', { body: basket });
  if (quote === null) return null;
  const body = { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen };
  // The same key however often it is asked: the first answer may have been lost.
  const headers = { 'Idempotency-Key': randomUUID() };
  const order = await ask(trade, person, 'POST /api/orders', { body, headers });
  if (order === null) return null;
  const sheet = await ask(trade, person, 'POST /api/orders/:no/payment', { params: { no: order.no } });
  if (sheet === null) return null;
  const { payer } = trade.shop.simulator;
  payer.pay(payer.openSheet(sheet).prepayId);
  trade.log.paid.push(order.no);
  return order.no;
}

function someBasket({ shop, chance }: Trade): Basket {
  if (chance.below(4) === 0) return cashier(shop.store, 100 + chance.below(5_000));
  // Every other order is for the first product: one queue is hot.
  const first = chance.below(2) === 0 ? 0 : chance.below(shop.products.length);
  const second = (first + 1 + chance.below(shop.products.length - 1)) % shop.products.length;
  const chosen = chance.below(4) === 0 ? [first, second] : [first];
  return {
    kind: 'mall',
    items: chosen.flatMap((index) => {
      const productId = shop.products[index];
      return productId === undefined ? [] : [{ productId, quantity: 1 + chance.below(3) }];
    }),
  };
}

/** The shop learns of the payment, some orders complete, some are refunded in part. */
async function afterwards(trade: Trade, person: TorturedPerson, no: string): Promise<void> {
  const { chance } = trade;
  const tellings = howItIsTold(trade, person, no);
  await Promise.race(tellings);
  if (chance.below(2) === 0) {
    await pause(chance.below(500));
    await ask(trade, person, 'POST /api/orders/:no/receipt', { params: { no } }, ['order_state']);
  }
  if (chance.below(4) === 0) {
    await pause(chance.below(500));
    await refundSome(trade.shop.db, no, chance);
  }
  await Promise.all(tellings);
}

/** Notifications come once, twice or more, late and in any order, at either server; some payments are asked about instead. */
function howItIsTold(trade: Trade, person: TorturedPerson, no: string): Promise<void>[] {
  const { chance } = trade;
  const copies = chance.pick([
    [0, 1],
    [1, 5],
    [2, 3],
    [5, 1],
  ]);
  const tellings = Array.from({ length: copies }, async () => {
    await pause(chance.below(600));
    await insist(() => notify(trade, no));
  });
  if (copies > 0 && chance.below(4) > 0) return tellings;
  const check = async (): Promise<void> => {
    await pause(chance.below(600));
    await insist(async () => {
      const order = await ask(trade, person, 'POST /api/orders/:no/payment/check', { params: { no } });
      if (order?.paidAt == null) throw new NotNow('WeChat did not answer the shop');
    });
  };
  return [...tellings, check()];
}

async function notify({ shop, chance, log }: Trade, no: string): Promise<void> {
  const { headers, body } = shop.simulator.notificationFor(no);
  const url = shop.urls[chance.below(shop.urls.length)];
  log.notifications += 1;
  const answer = await fetch(`${url}/pay/wechat/notify`, {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
  }).catch((error: unknown) => {
    throw new NotNow('no answer', { cause: error });
  });
  const text = await answer.text().catch((error: unknown) => {
    throw new NotNow('half an answer', { cause: error });
  });
  if (answer.ok) return;
  if (answer.status !== 503)
    log.surprises.push(`a notification was answered ${answer.status} ${codeIn(text)}`);
  throw new NotNow(`answered ${answer.status}`);
}

/** Asks one server or the other until one answers. @returns null when the request was refused with one of `allowed` */
async function ask<K extends RouteKey>(
  { chance, log }: Trade,
  person: TorturedPerson,
  key: K,
  call: Call<K>,
  allowed: readonly string[] = [],
): Promise<ResponseOf<K> | null> {
  return insist(async () => {
    const client = person.clients[chance.below(person.clients.length)];
    if (client === undefined) throw new Error('there are no servers');
    const { status, body } = await client.send(key, call).catch((error: unknown) => {
      throw new NotNow('no answer', { cause: error });
    });
    if (status < 300) return body as ResponseOf<K>;
    const code = codeOf(body);
    if (allowed.includes(code)) return null;
    if (status !== 503) log.surprises.push(`${key} answered ${status} ${code}`);
    throw new NotNow(`answered ${status}`);
  });
}

const codeOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';

const codeIn = (text: string): string => {
  try {
    return codeOf(JSON.parse(text));
  } catch {
    return text.slice(0, 100);
  }
};
