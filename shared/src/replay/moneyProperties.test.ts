import { always, claim, lineOf, partsOf, sum, Tally, shareOf } from '../../test/always';
import type { QueueKey } from '../ids/ids';
import type { Journal } from '../ledger/journal';
import type { QueueEvent } from '../rebate/settle/events';
import type { EntryRow, LineRow, OrderRow } from '../rebate/settle/facts';
import { netPaid } from '../rebate/settle/lines';
import { resultOf } from './result';
import type { HistoryEvent } from './schema';
import type { Shop } from './shop';

/* What holds for the money of every shop, at every moment. */

const BALANCES = ['cash', 'frozen', 'points', 'love', 'loveFrozen', 'voucher'] as const;

/** Every balance of a shop is what the postings to its account come to. */
function compareBalances(accounts: Tally, { books, queues }: Shop): void {
  for (const [member, wallet] of books.wallets) {
    for (const balance of BALANCES) {
      const posted = accounts.of(`member:${member}:${balance}`);
      claim(wallet[balance] === posted, () => `${balance} of ${member} is ${wallet[balance]}, not ${posted}`);
    }
  }
  for (const [key, { line }] of queues) {
    const pool = accounts.of(`queue:${key}:pool`);
    const debt = accounts.of(`queue:${key}:debt`);
    const isSame = pool === Math.max(line.poolFen, 0) && debt === Math.min(line.poolFen, 0);
    claim(isSame, () => `the pool of ${key} is ${line.poolFen}, and ${pool} and ${debt} are booked`);
  }
}

/** Books of our own: postings added up by account and, which must come to nothing, by asset. */
function ownBooks(): { accounts: Tally; book: (journal: Journal) => void } {
  const accounts = new Tally();
  const keys = new Set<string>();
  const book = ({ key, postings }: Journal): void => {
    if (postings.length === 0) return;
    const byAsset = new Tally();
    for (const { account, amount } of postings) {
      accounts.add(account.code, amount);
      byAsset.add(account.asset, amount);
    }
    for (const [asset, amount] of byAsset)
      claim(amount === 0, () => `${key} makes ${amount} of ${asset} out of nothing`);
    claim(!keys.has(key), () => `${key} is booked twice`);
    keys.add(key);
  };
  return { accounts, book };
}

test('money is conserved: every journal balances for each asset, and every account is what its postings come to', () => {
  always(
    () => {
      const { accounts, book } = ownBooks();
      return {
        booked: book,
        after: (_event, _taken, shop) => compareBalances(accounts, shop),
        atEnd: (shop) => {
          const { accounts: shown, members, queues } = resultOf(shop, []);
          expect(shown).toEqual({
            promotion: accounts.of('promotion'),
            dividend: accounts.of('dividend'),
            pool: sum(Object.values(queues).map(({ poolFen }) => poolFen)),
            memberCash: sum(Object.values(members).map(({ cashFen }) => cashFen)),
            memberFrozen: sum(Object.values(members).map(({ frozenFen }) => frozenFen)),
          });
          expect(sum(Object.values(shown))).toBe(0);
        },
      };
    },
    { dividends: true },
  );
});

/** What entries have received and what orders stand with as contributed, by queue, as told by what happened. */
interface Sums {
  readonly rewarded: Tally;
  readonly standing: Tally;
}

function addUp({ rewarded, standing }: Sums, event: QueueEvent, key: QueueKey): void {
  if (event.type === 'paidOut') rewarded.add(key, event.amountFen);
  if (event.type === 'takenBack') rewarded.add(key, -event.amountFen);
  if (event.type === 'contributed') standing.add(key, event.amountFen);
  if (event.type === 'withdrawn') standing.add(key, -event.amountFen);
}

/** The rows say the same as what happened. */
function compareRows({ rewarded, standing }: Sums, shop: Shop): void {
  const contributed = new Tally();
  for (const { queue, row } of partsOf(shop))
    for (const { contributedFen } of row.lines) contributed.add(queue, contributedFen);
  for (const [key, { line }] of shop.queues) {
    const received = sum(line.entries.map(({ rewardedFen }) => rewardedFen));
    const isSame = rewarded.of(key) === received && standing.of(key) === contributed.of(key);
    claim(isSame, () => `the rows of ${key}: ${received} received, ${contributed.of(key)} contributed`);
    claim(line.poolFen === standing.of(key) - received, () => `the pool of ${key} is ${line.poolFen}`);
  }
}

test('at every moment the entries of a queue have received no more than what stands as contributed and what the queue owes', () => {
  always(() => {
    const sums: Sums = { rewarded: new Tally(), standing: new Tally() };
    return {
      happened: (event, key, shop) => {
        if (key === null) return;
        addUp(sums, event, key);
        const [rewarded, standing] = [sums.rewarded.of(key), sums.standing.of(key)];
        const debtFen = Math.max(0, -(shop.queues.get(key)?.line.poolFen ?? 0));
        claim(rewarded <= standing + debtFen, () => `${key}: ${rewarded} of ${standing}, ${debtFen} owed`);
        if (event.type === 'paidOut')
          claim(event.poolFen >= 0, () => `${event.entry} is paid out of nothing: ${event.poolFen}`);
      },
      after: (_event, _taken, shop) => compareRows(sums, shop),
    };
  });
});

const isShare = (amount: number, base: number, ratio: string, what: () => string): void =>
  claim(amount === shareOf(base, ratio), () => `${what()} is ${amount}, a share of ${ratio} of ${base}`);

/** Rewards that are not cancelled are shares of net paid, or of the commission. */
function checkRewards(order: OrderRow, line: LineRow): void {
  const commissionFen = shareOf(netPaid(line), order.commissionRatio);
  for (const { kind, amountFen, ratio, state } of line.rewards) {
    if (state === 'cancelled') continue;
    const base = kind === 'recruitment' ? commissionFen : netPaid(line);
    isShare(amountFen, base, ratio, () => `${order.id}/${line.line}'s ${kind} reward`);
  }
}

/** What a line stands with is at most its share; and exactly that where nothing but the ratio says how much. */
function checkContribution(order: OrderRow, line: LineRow, shop: Shop): void {
  const { scheme, settleOn, capAtProfit, unionPoolRatio } = order.terms;
  const { extractionRatio, rebateOn } = line.terms;
  const net = netPaid(line);
  const margin = order.kind === 'mall' ? net - line.costFen : shareOf(net, order.commissionRatio);
  const rewards = line.rewards.filter(({ state }) => state !== 'cancelled');
  const profit = Math.max(0, margin - sum(rewards.map(({ amountFen }) => amountFen)));
  const share = scheme === 'union' ? shareOf(profit, unionPoolRatio) : shareOf(net, extractionRatio);
  const most = capAtProfit ? Math.min(share, profit) : share;
  const name = `${order.id}/${line.line}`;
  claim(line.contributedFen <= most, () => `${name} stands with ${line.contributedFen}, above ${most}`);
  const state = shop.orders.get(order.id)?.state;
  const isSettled = state === 'completed' || (state === 'paid' && settleOn === 'paid');
  const isPlain = scheme === 'perOrder' && !capAtProfit && shop.settings.unclaimed === 'carry';
  if (isSettled && isPlain && rebateOn)
    claim(line.contributedFen === share, () => `${name} stands with ${line.contributedFen}, not ${share}`);
}

/** The entitlement is a share of net paid, and what an entry was turned into a share of what remained. */
function checkEntry(entry: EntryRow, shop: Shop): void {
  const { id, ratio, entitledFen, rewardedFen, brought } = entry;
  isShare(entitledFen, netPaid(lineOf(shop, entry).line), ratio, () => `the entitlement of ${id}`);
  if (brought === null) return;
  isShare(brought.amount, entitledFen - rewardedFen, brought.ratio, () => `what ${id} was turned into`);
}

function checkOrder(shop: Shop, id: OrderRow['id']): void {
  for (const { row } of shop.orders.get(id)?.parts ?? []) {
    for (const line of row.lines) {
      checkRewards(row, line);
      checkContribution(row, line, shop);
      const entry = line.entry === null ? undefined : shop.books.entries.get(line.entry);
      if (entry !== undefined) checkEntry(entry, shop);
    }
  }
}

/** The order that an event is about. */
const orderOf = (event: HistoryEvent, shop: Shop): OrderRow['id'] | undefined => {
  if ('order' in event) return event.order;
  return 'entry' in event ? shop.books.entries.get(event.entry)?.order : undefined;
};

/** A dividend's parts are shares of all that there is to split, by weight. */
function checkDividend(shop: Shop, { postings }: Journal, totalFen: number): void {
  const holders = [...shop.members.values()].map(({ member, level }) => ({
    member,
    weight: level === null ? 0 : (shop.settings.dividend.weights[level] ?? 0),
  }));
  const weights = sum(holders.map(({ weight }) => weight));
  for (const { member, weight } of holders) {
    const paid = sum(postings.filter(({ account }) => account.member === member).map(({ amount }) => amount));
    const part = weights === 0 ? 0 : Math.floor((totalFen * weight) / weights);
    claim(paid === part, () => `${member} gets ${paid} of a dividend of ${totalFen}, not ${part}`);
  }
}

test('rounding never favours anyone by more than a fen a line: everything is the exact share, rounded down once', () => {
  always(
    () => {
      let setAsideFen = 0;
      return {
        booked: (journal, shop) => {
          const moved = sum(
            journal.postings.filter(({ account }) => account.code === 'dividend').map(({ amount }) => amount),
          );
          if (journal.event === 'dividendPaid') checkDividend(shop, journal, setAsideFen);
          setAsideFen += moved;
        },
        after: (event, _taken, shop) => {
          const order = orderOf(event, shop);
          if (order !== undefined) checkOrder(shop, order);
        },
        atEnd: (shop) => {
          for (const order of shop.orders.keys()) checkOrder(shop, order);
        },
      };
    },
    { dividends: true },
  );
});
