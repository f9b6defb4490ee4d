import { randomUUID } from 'node:crypto';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import type { StoreId } from '@paifan/shared/ids/ids';
import type { ManualClock } from '../clock';
import type { Payer } from '../simulator/payer';
import type { ApiClient } from './client';
import { addressOf, openidOf, MEMBERS } from './people';
import type { StockedProduct } from './stock';
import type { StoryBasket, StoryEvent, StoryOrder } from './story';

/** A running shop whose time is ours. */
export interface Stage {
  api: ApiClient;
  clock: ManualClock;
  payer: Payer;
  /** Delivers the notifications that are due, and settles what they brought. */
  settle(): Promise<void>;
  runJobs(): Promise<void>;
  products: ReadonlyMap<string, StockedProduct>;
  stores: ReadonlyMap<string, StoreId>;
  /** Called when a member has signed in for the first time: gives them face and level. */
  introduce(key: string): Promise<void>;
}

interface Guest {
  token: string;
  inviteCode: string;
}

type Basket = BodyInputOf<'POST /api/orders/quote'>;

/**
 * Plays the story through the shop's own doors: members sign in with codes of WeChat, order, pay in the simulated
 * WeChat, and its signed notifications make the orders paid.
 * @throws when a step does not have the effect that it should.
 */
export async function playStory(stage: Stage, story: readonly StoryEvent[], onEvent: (done: number) => void) {
  const guests = new Map<string, Guest>();
  const orderNos = new Map<number, { no: string; member: string }>();

  for (const [index, event] of story.entries()) {
    stage.clock.set(new Date(Math.max(stage.clock.now().getTime(), event.at)));
    switch (event.kind) {
      case 'join':
        guests.set(event.member, await join(stage, event.member, guests));
        break;
      case 'order':
        orderNos.set(event.order.key, {
          no: await order(stage, known(guests, event.order.member), event.order),
          member: event.order.member,
        });
        break;
      case 'receipt': {
        const { no, member } = known(orderNos, event.orderKey);
        await stage.api('POST /api/orders/:no/receipt', {
          params: { no },
          token: known(guests, member).token,
        });
        await stage.settle();
        break;
      }
      case 'read':
        await stage.api('POST /api/me/messages/read', { token: known(guests, event.member).token });
        break;
      case 'jobs':
        await stage.runJobs();
        await stage.settle();
        break;
    }
    onEvent(index + 1);
  }
}

async function join(stage: Stage, key: string, guests: ReadonlyMap<string, Guest>): Promise<Guest> {
  const { inviter } = known(new Map(MEMBERS.map((member) => [member.key, member])), key);
  const { token, member } = await stage.api('POST /api/session', {
    body: {
      code: stage.payer.loginCode(openidOf(key)),
      ...(inviter === null ? {} : { scene: known(guests, inviter).inviteCode }),
    },
  });
  await stage.api('POST /api/me/addresses', { body: addressOf(key), token, idempotencyKey: randomUUID() });
  await acceptTerms(stage, token);
  await stage.introduce(key);
  return { token, inviteCode: member.inviteCode };
}

/** Agrees to the terms that are in force, if there are any. */
async function acceptTerms({ api }: Stage, token: string): Promise<void> {
  const { terms } = await api('GET /api/terms', { token });
  if (terms !== null) await api('POST /api/me/terms/:id/accept', { params: { id: terms.id }, token });
}

/** Orders as the confirm page does: asks for a quote, places what was quoted, pays. Returns the order's number. */
async function order(stage: Stage, { token }: Guest, told: StoryOrder): Promise<string> {
  const { api, clock, payer } = stage;
  const basket = basketOf(stage, told.basket);
  const quote = await api('POST /api/orders/quote', { body: basket, token });
  const { no } = await api('POST /api/orders', {
    body: { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen },
    token,
    idempotencyKey: randomUUID(),
  });
  if (told.payment === 'open') return no;
  const prepare = () => api('POST /api/orders/:no/payment', { params: { no }, token });
  let params = await prepare();
  if (told.payment === 'never') return no;

  clock.advance(20_000);
  if (told.payment === 'secondTry') {
    payer.cancel(prepayIdOf(params.package));
    await api('POST /api/orders/:no/payment/check', { params: { no }, token });
    clock.advance(4 * 60_000);
    params = await prepare();
  }
  payer.openSheet(params);
  payer.pay(prepayIdOf(params.package));
  clock.advance(2_000);
  await stage.settle();

  const paid = await api('GET /api/orders/:no', { params: { no }, token });
  if (paid.paidAt === null || !paid.settled) {
    throw new Error(`order ${no} was paid, but is ${paid.state} and ${paid.settled ? '' : 'not '}settled`);
  }
  return no;
}

function basketOf({ products, stores }: Stage, basket: StoryBasket): Basket {
  return basket.kind === 'cashier'
    ? { kind: 'cashier', storeId: known(stores, basket.store), amountFen: basket.amountFen }
    : {
        kind: 'mall',
        items: basket.items.map(({ product, quantity }) => ({
          ...known(products, product),
          quantity,
        })),
      };
}

const prepayIdOf = (packageText: string): string => packageText.replace('prepay_id=', '');

function known<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the story does not know ${String(key)}`);
  return value;
}
