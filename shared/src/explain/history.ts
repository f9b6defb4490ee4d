import type { EntryId, OrderId, QueueKey } from '../ids/ids';
import { entryOf } from '../rebate/join/join';
import type { Payout, QueueEvent } from '../rebate/settle/events';
import { findLine, lineName } from '../rebate/settle/lines';
import type { PlacingExplanation } from '../rebate/settle/place';
import { takeEvent } from '../replay/events';
import type { History } from '../replay/schema';
import { openShop, required, type Shop, type ShopPart, type ShopWitness } from '../replay/shop';
import { explainContribution, type ContributionExplanation } from './contribution';
import { explainGates } from './gates';
import { explainLine, type JoiningExplanation, type LineExplanation } from './line';
import { explainPayout } from './payout';
import { PoolTrace, type PoolMoney } from './poolTrace';

interface TracedPayout {
  readonly payout: Payout;
  readonly paidFrom: readonly PoolMoney[];
}

/** What is gathered about a line while the history is played. */
interface Gathered {
  readonly order: OrderId;
  readonly line: number;
  readonly placing: PlacingExplanation;
  joining: JoiningExplanation | null;
  contribution: ContributionExplanation | null;
  readonly received: TracedPayout[];
  readonly paid: TracedPayout[];
}

const partOf = (shop: Shop, order: OrderId, line: number): ShopPart =>
  required(
    shop.orders.get(order)?.parts.find(({ row }) => findLine(row, line) !== undefined),
    `line ${order}/${line}`,
  );

/** The queue of an event that moves money: that of the line that gives, or of the entry. */
function queueOfEvent(shop: Shop, event: QueueEvent): QueueKey | null {
  switch (event.type) {
    case 'contributed':
    case 'withdrawn':
      return partOf(shop, event.order, event.line).queue;
    case 'paidOut':
    case 'takenBack': {
      const { order, line } = required(shop.books.entries.get(event.entry), `entry ${event.entry}`);
      return partOf(shop, order, line).queue;
    }
    default:
      return null;
  }
}

function finish(shop: Shop, { order, line, received, paid, ...decisions }: Gathered): LineExplanation {
  const { row } = partOf(shop, order, line);
  const entryOfPayout = (id: EntryId) => required(shop.books.entries.get(id), `entry ${id}`);
  const explainAll = (payouts: readonly TracedPayout[]) =>
    payouts.map(({ payout, paidFrom }) => explainPayout(payout, entryOfPayout(payout.entry), paidFrom));
  const lineRow = required(findLine(row, line), `line ${order}/${line}`);
  return explainLine(row, lineRow, shop.books.entries.get(entryOf(order, line)) ?? null, {
    ...decisions,
    received: explainAll(received),
    paid: explainAll(paid),
  });
}

function notePointsPlace(about: Gathered | undefined): void {
  if (about !== undefined && about.joining !== null) about.joining = { ...about.joining, place: 'points' };
}

/**
 * Plays a history and explains lines of its orders, by their names `<order>/<line>`. A line that was never placed is not in
 * the answer.
 * @param isAsked whether a line is to be explained
 */
export function explainHistory(
  history: History,
  isAsked: (name: string) => boolean,
): Map<string, LineExplanation> {
  const gathered = new Map<string, Gathered>();
  const traces = new Map<QueueKey, PoolTrace>();
  const trace = (event: QueueEvent): readonly PoolMoney[] => {
    const key = queueOfEvent(shop, event);
    if (key === null) return [];
    const known = traces.get(key) ?? new PoolTrace();
    traces.set(key, known);
    return known.happened(event);
  };
  const witness: ShopWitness = {
    placed(order, line, placing) {
      const name = entryOf(order, line);
      if (!isAsked(name)) return;
      const nothingYet = { joining: null, contribution: null, received: [], paid: [] };
      gathered.set(name, { order, line, placing, ...nothingYet });
    },
    joining(candidate, refusedBy) {
      const about = gathered.get(lineName(candidate.order, candidate.line));
      if (about === undefined) return;
      const { at, entitledFen, line } = candidate;
      // Cash until it is converted, which is the next thing that happens to it.
      const place = refusedBy === null && line.terms.randomReturn !== null ? 'cash' : null;
      about.joining = { at, entitledFen, gates: explainGates(candidate), refusedBy, place };
    },
    contributing(offer) {
      const about = gathered.get(lineName(offer.order, offer.line));
      if (about !== undefined) about.contribution = explainContribution(offer);
    },
    happened(event) {
      const paidFrom = trace(event);
      if (event.type === 'left' && event.state === 'converted') notePointsPlace(gathered.get(event.entry));
      if (event.type !== 'paidOut') return;
      gathered.get(event.entry)?.received.push({ payout: event, paidFrom });
      gathered.get(`${event.causeOrder}/${event.causeLine}`)?.paid.push({ payout: event, paidFrom });
    },
  };
  const shop = openShop(history, undefined, witness);
  history.events.forEach((event, index) => takeEvent(shop, event, String(index)));
  return new Map([...gathered].map(([name, about]) => [name, finish(shop, about)]));
}
