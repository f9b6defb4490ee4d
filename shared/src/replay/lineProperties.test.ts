import { always, claim, shareOf } from '../../test/always';
import type { Watcher } from '../../test/watchedShop';
import type { EntryId, MemberId, QueueKey } from '../ids/ids';
import type { Payout, PayoutKind } from '../rebate/settle/events';
import type { EntryRow, OrderRow } from '../rebate/settle/facts';
import type { Shop } from './shop';

/* What holds for the lines of every shop, at every moment. */

/** The terms of an order. */
const termsOf = (shop: Shop, order: OrderRow['id'] | null) =>
  order === null ? undefined : shop.orders.get(order)?.parts[0]?.row.terms;

const isCompleted = ({ books, orders }: Shop, id: EntryId): boolean => {
  const order = books.entries.get(id)?.order;
  return order !== undefined && orders.get(order)?.state === 'completed';
};

const mayBePaid = (shop: Shop, { id, state }: EntryRow): boolean =>
  state === 'waiting' && (shop.settings.payoutOrder === 'strict' || isCompleted(shop, id));

/** The entries that were before another in line when it was paid and could have been paid: they had something remaining. */
function passedOver(shop: Shop, queue: QueueKey, { entry, causeOrder }: Payout): EntryId[] {
  const entries = shop.queues.get(queue)?.line.entries ?? [];
  const place = entries.findIndex(({ id }) => id === entry);
  const ownMayBePaid = termsOf(shop, causeOrder)?.payOwnOrder ?? false;
  return entries
    .slice(0, place)
    .filter((earlier) => mayBePaid(shop, earlier) && (ownMayBePaid || earlier.order !== causeOrder))
    .map(({ id }) => id);
}

/** How far above the buyer those are whom acceleration serves. */
const ABOVE: Partial<Record<PayoutKind, number>> = { directAcceleration: 1, indirectAcceleration: 2 };

test('first come, first served: whoever is paid in line had nobody before who may be paid and has something remaining', () => {
  always(() => ({
    happened: (event, key, shop) => {
      if (key === null || event.type !== 'paidOut' || event.kind in ABOVE) return;
      const isReady = shop.settings.payoutOrder === 'strict' || isCompleted(shop, event.entry);
      claim(isReady, () => `${event.entry} is paid, and its order is not completed`);
      const before = passedOver(shop, key, event);
      claim(before.length === 0, () => `${event.entry} is paid, and ${before.join(', ')} are before it`);
    },
  }));
});

/** Who is so many steps above the buyer of an order. */
function inviterOf(shop: Shop, order: OrderRow['id'], steps: number): MemberId | null {
  let member = shop.orders.get(order)?.member ?? null;
  for (let step = 0; step < steps && member !== null; step += 1)
    member = shop.members.get(member)?.inviter ?? null;
  return member;
}

test("acceleration serves the inviters' earliest entries, out of the contribution that an invitee's order just made", () => {
  always(() => {
    let contributedFen = 0;
    return {
      happened: (event, key, shop) => {
        if (event.type === 'contributed') contributedFen = event.amountFen;
        if (key === null || event.type !== 'paidOut' || event.causeOrder === null) return;
        const above = ABOVE[event.kind];
        if (above === undefined) return;
        const inviter = inviterOf(shop, event.causeOrder, above);
        claim(event.member === inviter, () => `${event.member} is accelerated in place of ${inviter}`);
        const { directRatio, indirectRatio } = shop.settings.acceleration;
        const most = shareOf(contributedFen, above === 1 ? directRatio : indirectRatio);
        claim(event.amountFen <= most, () => `${event.entry} gets ${event.amountFen}, above ${most}`);
        const before = passedOver(shop, key, event);
        const isEarliest = before.every((id) => shop.books.entries.get(id)?.member !== event.member);
        claim(isEarliest, () => `${event.entry} is not ${event.member}'s earliest entry`);
      },
    };
  });
});

/** With `return`, what a line gave is paid on or fills a debt before its step is over. A union queue always carries. */
function emptiesThePool(): Watcher {
  let gave: QueueKey | null = null;
  const checkPool = (shop: Shop): void => {
    const leftFen = gave === null ? 0 : (shop.queues.get(gave)?.line.poolFen ?? 0);
    claim(leftFen <= 0, () => `${leftFen} of what an order gave is left in the pool of ${gave}`);
    gave = null;
  };
  return {
    booked: ({ event, postings }, shop) => {
      if (shop.settings.unclaimed === 'carry') return;
      const queue = postings.find(({ account }) => account.queue !== undefined)?.account.queue;
      if (event === 'contribution' && queue !== undefined && queue !== 'union') gave = queue;
    },
    task: (_queue, _task, shop) => checkPool(shop),
    after: (_event, _taken, shop) => checkPool(shop),
  };
}

test('no order pays itself while payOwnOrder is off, and with return it leaves nothing in the pool that could', () => {
  always(() => ({
    happened: (event, key, shop) => {
      if (key === null || event.type !== 'paidOut' || event.causeOrder === null) return;
      if (termsOf(shop, event.causeOrder)?.payOwnOrder === true) return;
      const { entry, causeOrder } = event;
      const owner = shop.books.entries.get(entry)?.order;
      claim(owner !== undefined && owner !== causeOrder, () => `${causeOrder} pays its own ${entry}`);
    },
    ...emptiesThePool(),
  }));
});

test('nobody has more than the entitlement, and who has all of it waits no longer', () => {
  always(() => ({
    happened: (event, _key, shop) => {
      const entry = 'entry' in event ? shop.books.entries.get(event.entry) : undefined;
      if (entry === undefined) return;
      const { id, entitledFen, rewardedFen } = entry;
      const isWithin = rewardedFen >= 0 && rewardedFen <= entitledFen;
      claim(isWithin, () => `${id} has ${rewardedFen} of ${entitledFen}`);
    },
    after: (_event, _taken, shop) => {
      for (const { id, entitledFen, rewardedFen, state } of shop.books.entries.values()) {
        const isAll = rewardedFen === entitledFen;
        claim(state === 'waiting' ? !isAll : true, () => `${id} waits, and has everything`);
        claim(state === 'done' ? isAll : true, () => `${id} is done with ${rewardedFen} of ${entitledFen}`);
        claim(state !== 'cancelled' || entitledFen === 0, () => `${id} is cancelled, and still entitled`);
      }
    },
  }));
});
