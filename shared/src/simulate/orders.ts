import { fen, type Fen } from '../money/fen';
import { millionths } from '../money/ratio';
import { isRefundable, nextState } from '../orders/states';
import { drawRatio } from '../rebate/lottery/draw';
import { netPaid } from '../rebate/settle/lines';
import { daysInMs, type Instant } from '../time/shanghai';
import { note } from './agenda';
import { placeTraded } from './placing';
import { happens } from './random';
import { settlePart, type PlayedOrder, type PlayedPart, type PlayedShop } from './shop';
import { lineOfPart, type PlayedLine } from './played';
import type { TradedOrder } from './trade';

/* What becomes of an order: placed and paid, completed, refunded. */

function move(order: PlayedOrder, event: Parameters<typeof nextState>[1]): boolean {
  const state = nextState(order.state, event);
  if (state !== null) order.state = state;
  return state !== null;
}

/** What is paid for the order, less refunds. */
function paidFor({ first }: PlayedOrder): Fen {
  let sum: number = 0;
  for (let part = first; part !== null; part = part.next) for (const line of part.lines) sum += netPaid(line);
  return fen(sum);
}

/** The right to a draw is used at once, by those who use it. */
function draw(shop: PlayedShop, part: PlayedPart, at: Instant): void {
  for (const { terms, joinedAs } of part.lines) {
    if (joinedAs === null || terms.lottery === null) continue;
    if (!happens(shop.lottery, millionths(shop.plan.drawShare))) continue;
    const outcome = drawRatio(terms.lottery, (below) => shop.lottery.below(below));
    settlePart(shop, part, { type: 'draw', entry: joinedAs.id, outcome, at });
  }
}

/** What was paid for a line; below zero: what was given back. */
function sell(shop: PlayedShop, { queue }: PlayedPart, { item }: PlayedLine, amountFen: number): void {
  item.salesFen += amountFen;
  queue.salesFen += amountFen;
  shop.salesFen += amountFen;
}

/** Places and pays an order; what is to come of it later is noted. */
export function takeOrder(shop: PlayedShop, traded: TradedOrder, at: Instant): void {
  const { agenda, calendar } = shop;
  const { completesAfterDays, refundAfterDays, refunds } = traded;
  const order = placeTraded(shop, traded, at);
  move(order, 'pay');
  for (let part = order.first; part !== null; part = part.next) {
    for (const line of part.lines) {
      line.item.lines += 1;
      sell(shop, part, line, line.paidFen);
    }
    settlePart(shop, part, { type: 'paid', order: part.id, at });
  }
  if (completesAfterDays === 0) completeOrder(shop, order, at);
  else note(agenda.completions, calendar.day + completesAfterDays, order);
  for (let part = order.first; part !== null; part = part.next) draw(shop, part, at);
  if (refunds.length > 0) note(agenda.refunds, calendar.day + refundAfterDays, order);
}

/** Completes an order, unless all of it was refunded before. */
export function completeOrder(shop: PlayedShop, order: PlayedOrder, at: Instant): void {
  if (!move(order, 'complete')) return;
  for (let part = order.first; part !== null; part = part.next) {
    settlePart(shop, part, { type: 'completed', order: part.id, at });
    for (const { rewards } of part.lines) {
      for (const reward of rewards) {
        if (reward.state !== 'frozen' || reward.releaseAt === null) continue;
        const days = Math.ceil((reward.releaseAt - shop.dayBegan) / daysInMs(1));
        note(shop.agenda.releases, shop.calendar.day + days, { reward, record: part.queue.sums });
      }
    }
  }
  if (order.spending !== null) order.spentAt = order.spending.add(at, paidFor(order));
}

const rewardsOf = ({ rewards }: PlayedLine): number =>
  rewards.reduce((sum, { amountFen, state }) => (state === 'cancelled' ? sum : sum + amountFen), 0);

/** Gives back what the trade says is given back. */
export function refundOrder(shop: PlayedShop, order: PlayedOrder, at: Instant): void {
  for (const { line: number, amountFen } of order.refunds) {
    if (!isRefundable(order.state)) return;
    let part = order.first;
    while (part !== null && lineOfPart(part, number) === undefined) part = part.next;
    const line = part === null ? undefined : lineOfPart(part, number);
    if (part === null || line === undefined) throw new Error(`there is no line ${number} to refund`);
    const { id } = part;
    const rewardsFen = rewardsOf(line);
    const task = {
      type: 'refunded',
      order: id,
      line: number,
      amountFen,
      cause: `${id}/${number}`,
      at,
    } as const;
    if (settlePart(shop, part, task) !== null) continue;
    part.queue.sums.rewardsReduced(rewardsFen - rewardsOf(line));
    sell(shop, part, line, -amountFen);
    if (order.spentAt !== null) order.spending?.refund(order.spentAt, amountFen);
  }
  if (paidFor(order) === 0) move(order, 'refundInFull');
}
