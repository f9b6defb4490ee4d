import type { EntryId, OrderId } from '@paifan/shared/ids/ids';
import type { Payout } from '@paifan/shared/rebate/settle/events';
import type { QueuePlan } from '@paifan/shared/rebate/settle/plan';
import type { RewardRow } from '@paifan/shared/rebate/settle/facts';
import { insertRows, updateRows } from '../db/bulk';
import { postJournals, type BookedJournal, type BookedPosting } from '../db/ledger';
import { timeText } from '../db/query';
import type { Tx } from '../db/transaction';
import { writeTellings, tellingsOf } from './announcements';
import type { Planned, RowIds } from './applyLine';
import type { StoredReward } from './orders';

/** Writes payouts, rewards, what is to be told, and last of all the journals: the balances are what everybody waits for. */
export async function applyMoney(tx: Tx, planned: readonly Planned[], rowIds: RowIds): Promise<void> {
  await insertPayouts(tx, planned, rowIds);
  await applyRewards(tx, planned);
  await announce(tx, planned, rowIds);
  await postJournals(
    tx,
    planned.flatMap((work) => journalsOf(work, rowIds)),
  );
}

function rowIdOf(rowIds: RowIds, entry: EntryId): EntryId {
  const id = rowIds.get(entry);
  if (id === undefined) throw new Error(`entry ${entry} is in the plan and not in the facts`);
  return id;
}

async function insertPayouts(tx: Tx, planned: readonly Planned[], rowIds: RowIds): Promise<void> {
  const rows = planned.flatMap(({ plan }) =>
    plan.events.flatMap((event) => {
      if (event.type === 'paidOut') {
        const { entry, kind, causeOrder, causeLine, amountFen, at } = event;
        return [[rowIdOf(rowIds, entry), kind, causeOrder, causeLine, amountFen, new Date(at)]];
      }
      if (event.type !== 'takenBack') return [];
      return [[rowIdOf(rowIds, event.entry), 'takenBack', null, null, -event.amountFen, new Date(event.at)]];
    }),
  );
  await insertRows(
    tx,
    'payouts',
    ['entry_id', 'kind', 'cause_order_id', 'cause_line_no', 'amount_fen', 'at'],
    rows,
  );
}

const isStored = (reward: RewardRow): reward is StoredReward => 'id' in reward;

async function applyRewards(tx: Tx, planned: readonly Planned[]): Promise<void> {
  const inserts = planned.flatMap(({ plan }) => {
    const grantedAt = new Map(
      plan.events.flatMap((event) =>
        event.type === 'reward' && event.what === 'granted' ? [[rewardName(event), event.at] as const] : [],
      ),
    );
    return plan.rewardInserts.map((reward) => [
      reward.kind,
      reward.order,
      reward.line,
      reward.member,
      reward.ratio,
      reward.amountFen,
      reward.state,
      new Date(grantedAt.get(rewardName(reward)) ?? 0),
      reward.releaseAt === null ? null : new Date(reward.releaseAt),
    ]);
  });
  await insertRows(
    tx,
    'rewards',
    ['kind', 'order_id', 'line_no', 'member_id', 'ratio', 'amount_fen', 'state', 'granted_at', 'releases_at'],
    inserts,
  );
  await updateRewards(
    tx,
    planned.flatMap(({ plan }) => plan.rewardUpdates),
  );
}

const rewardName = ({
  kind,
  order,
  line,
  member,
}: Pick<RewardRow, 'kind' | 'order' | 'line' | 'member'>): string => `${order}/${line}/${kind}/${member}`;

/** Writes what became of rewards that were loaded. */
export async function updateRewards(tx: Tx, rewards: readonly RewardRow[]): Promise<void> {
  const rows = rewards.map((reward) => {
    if (!isStored(reward)) throw new Error(`reward ${rewardName(reward)} was never stored`);
    const { id, amountFen, state, releaseAt } = reward;
    return [id, amountFen, state, releaseAt === null ? null : timeText(new Date(releaseAt))];
  });
  rows.sort(([a], [b]) => Number(BigInt(a ?? 0) - BigInt(b ?? 0)));
  await updateRows(
    tx,
    'rewards',
    {
      id: 'BIGINT UNSIGNED',
      amount_fen: 'BIGINT UNSIGNED',
      state: 'VARCHAR(16)',
      releases_at: 'VARCHAR(23)',
    },
    rows,
    {
      match: 't.id = v.id',
      set: 't.amount_fen = v.amount_fen, t.state = v.state, t.releases_at = v.releases_at',
    },
  );
}

async function announce(tx: Tx, planned: readonly Planned[], rowIds: RowIds): Promise<void> {
  const tellings = planned.flatMap(({ facts, plan }) => {
    const entries = new Map(
      [...facts.entries, ...plan.entryInserts, ...plan.entryUpdates].map((entry) => [entry.id, entry]),
    );
    return tellingsOf(plan.events, (name) => {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`entry ${name} is in the plan and not in the facts`);
      return { rowId: rowIdOf(rowIds, name), rewardedFen: entry.rewardedFen };
    });
  });
  await writeTellings(tx, tellings);
}

/** The journals of a plan, with the order and the entries that each belongs to. */
function journalsOf({ facts, plan }: Planned, rowIds: RowIds): BookedJournal[] {
  const orders = new Set<string>([
    ...facts.orders.map(({ id }) => id),
    ...facts.entries.map(({ order }) => order),
  ]);
  const paidEntry = entriesInTurn(plan, rowIds);
  return plan.journals.map((journal) => ({
    ...journal,
    queueId: facts.queue.id,
    orderId: orderIn(journal.key, orders),
    postings: journal.event === 'payout' ? journal.postings.map(paidEntry) : journal.postings,
  }));
}

/** The cause in a journal's key starts with the order's id, when an order caused it. */
export function orderIn(key: string, orders: ReadonlySet<string>): OrderId | null {
  const name = key.slice(key.indexOf(':') + 1).split('/')[0] ?? '';
  return orders.has(name) ? (name as OrderId) : null;
}

/** Payouts are booked in the order in which they happen: each credit of a member's cash belongs to the next payout. */
function entriesInTurn({ payouts }: QueuePlan, rowIds: RowIds): (posting: BookedPosting) => BookedPosting {
  const turns = payouts.values();
  return (posting) => {
    if (posting.account.balance !== 'cash') return posting;
    const payout: Payout | undefined = turns.next().value;
    if (payout?.member !== posting.account.member || payout?.amountFen !== posting.amount) {
      throw new Error('the payouts of the plan are not in the order of its journals');
    }
    return { ...posting, entryId: rowIdOf(rowIds, payout.entry) };
  };
}
