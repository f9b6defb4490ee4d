import type { RewardRow } from '../rebate/settle/facts';
import type { AccountTotals, Wallet } from './books';
import { takeEvent } from './events';
import type { History } from './schema';
import { openShop, type Shop } from './shop';

/** What came of a history: the form is that of the scenarios' expected files. */
export interface ReplayResult {
  readonly queues: Readonly<Record<string, QueueResult>>;
  readonly members: Readonly<Record<string, MemberResult>>;
  readonly rewards: readonly RewardResult[];
  readonly accounts: AccountTotals;
  readonly rejected: readonly number[];
}

interface QueueResult {
  readonly poolFen: number;
  readonly entries: readonly {
    readonly id: string;
    readonly member: string;
    readonly ratio: string;
    readonly source: string;
    readonly entitledFen: number;
    readonly rewardedFen: number;
    readonly state: string;
  }[];
}

interface MemberResult {
  readonly cashFen: number;
  readonly frozenFen: number;
  readonly points: number;
  readonly love: number;
  readonly loveFrozen: number;
  readonly voucher: number;
}

type RewardResult = Pick<RewardRow, 'kind' | 'order' | 'line' | 'member' | 'amountFen' | 'state'>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byLine = (a: RewardRow, b: RewardRow): number =>
  byText(a.order, b.order) || a.line - b.line || byText(a.kind, b.kind) || byText(a.member, b.member);

function queuesOf(shop: Shop): ReplayResult['queues'] {
  const queues = [...shop.queues.values()].map(({ line }) => line);
  const shown = queues.filter(({ entries, poolFen }) => entries.length > 0 || poolFen !== 0);
  return Object.fromEntries(
    shown.map(({ key, poolFen, entries }) => [
      key,
      {
        poolFen,
        entries: entries.map(({ id, member, ratio, source, entitledFen, rewardedFen, state }) => ({
          id,
          member,
          ratio,
          source,
          entitledFen,
          rewardedFen,
          state,
        })),
      },
    ]),
  );
}

const memberResult = ({ cash, frozen, points, love, loveFrozen, voucher }: Wallet): MemberResult => ({
  cashFen: cash,
  frozenFen: frozen,
  points,
  love,
  loveFrozen,
  voucher,
});

/** What a shop in memory has come to. */
export function resultOf(shop: Shop, rejected: readonly number[]): ReplayResult {
  const { books, members } = shop;
  return {
    queues: queuesOf(shop),
    members: Object.fromEntries([...members.keys()].map((id) => [id, memberResult(books.walletOf(id))])),
    rewards: [...books.rewards].sort(byLine).map(({ kind, order, line, member, amountFen, state }) => ({
      kind,
      order,
      line,
      member,
      amountFen,
      state,
    })),
    accounts: { ...books.totals },
    rejected,
  };
}

/** Replays a history in memory. */
export function replay(history: History): ReplayResult {
  const shop = openShop(history);
  const rejected: number[] = [];
  history.events.forEach((event, index) => {
    if (!takeEvent(shop, event, String(index))) rejected.push(index);
  });
  return resultOf(shop, rejected);
}
