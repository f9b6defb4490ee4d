import { offersOf } from '../src/simulate/offers';
import type { Plan } from '../src/simulate/schema';
import { tradeSource } from '../src/simulate/shop';
import { Trade, type Person, type TradedLine, type TradedOrder } from '../src/simulate/trade';

/*
 * The trade of a plan as the JSON of a history, so that the same orders can be replayed. It is made of what the plan says and what
 * its trade is, with nothing of how the simulator plays it.
 */

type HistoryEvent = { readonly at: string } & Readonly<Record<string, unknown>>;

/** What was drawn for the entry `<order>/<line>`, if anything. */
type Drawn = (entry: string) => string | undefined;

const DAY = 24 * 60 * 60_000;
const isoAt = (at: number): string => new Date(at).toISOString();

const lineOf = ({ offer, paidFen, costFen }: TradedLine): object =>
  offer.place.product === null ? { paidFen } : { product: offer.place.product.id, paidFen, costFen };

/** Placed and paid in one moment; completed too, if it takes no days; then what was drawn. */
function beginning(order: TradedOrder, at: string, drawn: Drawn): HistoryEvent[] {
  const { number, buyer, deducted, lines } = order;
  const id = String(number);
  const offer = lines[0]?.offer;
  const kind = offer?.place.kind ?? 'mall';
  const draws = lines.flatMap((_, line) => {
    const outcome = drawn(`${id}/${line}`);
    return outcome === undefined ? [] : [{ at, type: 'draw', entry: `${id}/${line}`, outcome }];
  });
  const placed = { at, type: 'order', id, member: buyer.member, kind, deductedFen: deducted ? 1 : 0 };
  return [
    { ...placed, ...(offer?.store ? { store: offer.store.id } : {}), lines: lines.map(lineOf) },
    { at, type: 'pay', order: id },
    ...(order.completesAfterDays === 0 && kind !== 'cashier' ? [{ at, type: 'complete', order: id }] : []),
    ...draws,
  ];
}

function dayEvents(
  orders: readonly TradedOrder[],
  earlier: readonly { readonly order: TradedOrder; readonly daysAgo: number }[],
  from: number,
  drawn: Drawn,
): HistoryEvent[] {
  const at = isoAt(from);
  const completed = earlier
    .filter(({ order, daysAgo }) => order.completesAfterDays === daysAgo)
    .map(({ order }) => ({ at, type: 'complete', order: String(order.number) }));
  const refunded = earlier
    .filter(({ order, daysAgo }) => order.refundAfterDays === daysAgo)
    .flatMap(({ order }) =>
      order.refunds.map((refund) => ({ at, type: 'refund', order: String(order.number), ...refund })),
    );
  const placed = orders.flatMap((order, index) =>
    beginning(order, isoAt(from + Math.floor((index * DAY) / orders.length)), drawn),
  );
  const payout = { at: isoAt(from + DAY - 60 * 60_000), type: 'unionPayout' };
  const events = [...completed, ...refunded, ...placed];
  const after = events.findIndex((event) => event.at >= payout.at);
  return after === -1 ? [...events, payout] : [...events.slice(0, after), payout, ...events.slice(after)];
}

const memberOf = ({ member, level, inviter }: Person): object => ({
  id: member,
  level,
  inviter: inviter?.member ?? null,
});

/** @param settings what the plan's settings say, as JSON; the union is paid at 23:00 */
export function historyOf(plan: Plan, settings: object, drawn: Drawn): object {
  const people = new Map<string, Person>();
  const placed: { readonly order: TradedOrder; readonly day: number }[] = [];
  const events: HistoryEvent[] = [];
  let from = Date.parse(`${plan.startDate}T00:00:00+08:00`);
  let day = 0;
  for (const orders of new Trade(plan, offersOf(plan), tradeSource(plan)).days()) {
    const today = day;
    const earlier = placed.map(({ order, day: then }) => ({ order, daysAgo: today - then }));
    events.push(...dayEvents(orders, earlier, from, drawn));
    for (const order of orders) {
      people.set(order.buyer.member, order.buyer);
      placed.push({ order, day });
    }
    from += DAY;
    day += 1;
  }
  const products = [...plan.products, ...plan.stores.flatMap((store) => store.products)];
  const recruiters = new Set(plan.stores.flatMap(({ recruiter }) => recruiter ?? []));
  return {
    settings,
    products: products.map(({ id, rebate }) => ({ id, rebate })),
    stores: plan.stores.map(({ id, commissionRatio, recruiter, rebate, cashier }) => ({
      id,
      commissionRatio,
      ...(recruiter === null ? {} : { recruiter }),
      rebate,
      cashier,
    })),
    members: [...[...recruiters].map((id) => ({ id })), ...[...people.values()].map(memberOf)],
    events,
  };
}
