import type { EntryId, OrderId } from '@paifan/shared/ids/ids';
import type { Account } from '@paifan/shared/ledger/accounts';
import type { Journal } from '@paifan/shared/ledger/journal';
import type { Payout } from '@paifan/shared/rebate/settle/events';
import type { BookedJournal, BookedPosting } from '../db/ledger';
import type { Planned } from './applyLine';

/*
 * How the journals of a plan are booked. The planner writes one for each step of an order's line: what it gives, whom that serves
 * early, and who is paid down the line. They have one cause, and happen at once: so they are booked as one journal, named by the
 * line, in which what goes into the pool and straight out again is no posting.
 */

const STEPS_OF_A_LINE: readonly Journal['event'][] = ['contribution', 'payout'];

type Sum = { -readonly [Key in keyof BookedPosting]: BookedPosting[Key] };

/** What the steps of a journal come to. */
interface Steps {
  /** One posting for each account. */
  readonly sums: Sum[];
  /** What belongs to an entry stays by itself. */
  readonly ofEntries: BookedPosting[];
}

type Booking = Omit<BookedJournal, 'postings'> & Steps;

/** The journals of a plan, with the order and the entries that each belongs to. `rowIdOf` says an entry's id for members. */
export function bookingsOf({ facts, plan }: Planned, rowIdOf: (entry: EntryId) => EntryId): BookedJournal[] {
  const orders = new Set<string>();
  for (const { id } of facts.orders) orders.add(id);
  for (const { order } of facts.entries) orders.add(order);
  const paidEntry = entriesInTurn(plan.payouts, rowIdOf);
  const bookings = new Map<string, Booking>();
  for (const { key: step, event, at, postings } of plan.journals) {
    const orderId = orderIn(step, orders);
    const key = orderId !== null && STEPS_OF_A_LINE.includes(event) ? `settled:${lineIn(step)}` : step;
    const { sums, ofEntries }: Steps = bookings.get(key) ?? { sums: [], ofEntries: [] };
    // The last step names it: a payout, if anybody was paid.
    bookings.set(key, { key, event, at, orderId, queueId: facts.queue.id, sums, ofEntries });
    for (const { account, amount } of postings) {
      const entryId = event === 'payout' ? paidEntry(account, amount) : null;
      if (entryId === null) addTo(sums, account, amount);
      else ofEntries.push({ account, amount, entryId });
    }
  }
  return [...bookings.values()].map(({ sums, ofEntries, ...journal }) => ({
    ...journal,
    postings: [...sums.filter(({ amount }) => amount !== 0), ...ofEntries],
  }));
}

/** Few accounts are in a journal beside those of entries that are paid. */
function addTo(sums: Sum[], account: Account, amount: number): void {
  const sum = sums.find((known) => known.account.code === account.code);
  if (sum === undefined) sums.push({ account, amount });
  else sum.amount += amount;
}

const causeIn = (key: string): string => key.slice(key.indexOf(':') + 1);

/** The cause in a journal's key starts with the order's id, when an order caused it. */
export function orderIn(key: string, orders: ReadonlySet<string>): OrderId | null {
  const [name = ''] = causeIn(key).split('/');
  return orders.has(name) ? (name as OrderId) : null;
}

const lineIn = (key: string): string => causeIn(key).split('/', 2).join('/');

/** Payouts are booked in the order in which they happen: each credit of a member's cash belongs to the next payout. */
function entriesInTurn(
  payouts: readonly Payout[],
  rowIdOf: (entry: EntryId) => EntryId,
): (account: Account, amount: number) => EntryId | null {
  const turns = payouts.values();
  return (account, amount) => {
    if (account.balance !== 'cash') return null;
    const payout: Payout | undefined = turns.next().value;
    if (payout?.member !== account.member || payout?.amountFen !== amount) {
      throw new Error('the payouts of the plan are not in the order of its journals');
    }
    return rowIdOf(payout.entry);
  };
}
