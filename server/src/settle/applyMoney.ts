import type { EntryId } from '@paifan/shared/ids/ids';
import type { EntryRow, RewardRow } from '@paifan/shared/rebate/settle/facts';
import type { Writes } from '../db/bulk';
import type { Ledger } from '../db/ledger';
import { timeText } from '../db/query';
import { writeTellings, tellingsOf } from './announcements';
import type { Planned, RowIds } from './applyLine';
import { bookingsOf } from './booking';
import { entryName, type StoredReward } from './orders';

/** Writes payouts, rewards, what is to be told, and the journals. */
export async function applyMoney(
  writes: Writes,
  ledger: Ledger,
  planned: readonly Planned[],
  rowIds: RowIds,
): Promise<void> {
  await insertPayouts(writes, planned, rowIds);
  await applyRewards(writes, planned);
  await announce(writes, planned, rowIds);
  await ledger.book(planned.flatMap((work) => bookingsOf(work, (entry) => rowIdOf(rowIds, entry))));
}

function rowIdOf(rowIds: RowIds, entry: EntryId): EntryId {
  const id = rowIds.get(entry);
  if (id === undefined) throw new Error(`entry ${entry} is in the plan and not in the facts`);
  return id;
}

async function insertPayouts(writes: Writes, planned: readonly Planned[], rowIds: RowIds): Promise<void> {
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
  await writes.insert(
    'payouts',
    ['entry_id', 'kind', 'cause_order_id', 'cause_line_no', 'amount_fen', 'at'],
    rows,
  );
}

const isStored = (reward: RewardRow): reward is StoredReward => 'id' in reward;

async function applyRewards(writes: Writes, planned: readonly Planned[]): Promise<void> {
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
  await writes.insert(
    'rewards',
    ['kind', 'order_id', 'line_no', 'member_id', 'ratio', 'amount_fen', 'state', 'granted_at', 'releases_at'],
    inserts,
  );
  await updateRewards(
    writes,
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
export async function updateRewards(writes: Writes, rewards: readonly RewardRow[]): Promise<void> {
  const rows = rewards.map((reward) => {
    if (!isStored(reward)) throw new Error(`reward ${rewardName(reward)} was never stored`);
    const { id, amountFen, state, releaseAt } = reward;
    return [id, amountFen, state, releaseAt === null ? null : timeText(new Date(releaseAt))];
  });
  rows.sort(([a], [b]) => Number(BigInt(a ?? 0) - BigInt(b ?? 0)));
  await writes.update(
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

/** The names of the entries that lines with a lottery get. */
const linesWithDraw = (planned: readonly Planned[]): ReadonlySet<string> =>
  new Set(
    planned.flatMap(({ facts }) =>
      facts.orders.flatMap(({ id, lines }) =>
        lines.flatMap(({ line, terms }) => (terms.lottery === null ? [] : [entryName(id, line)])),
      ),
    ),
  );

async function announce(writes: Writes, planned: readonly Planned[], rowIds: RowIds): Promise<void> {
  const entries = new Map<EntryId, EntryRow>();
  for (const { facts, plan } of planned) {
    for (const entry of [...facts.entries, ...plan.entryInserts, ...plan.entryUpdates])
      entries.set(entry.id, entry);
  }
  const events = planned.flatMap(({ plan }) => plan.events);
  const withDraw = linesWithDraw(planned);
  const tellings = tellingsOf(events, (name) => {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`entry ${name} is in the plan and not in the facts`);
    const { rewardedFen, brought, state, drawn } = entry;
    const hasDraw = withDraw.has(name) && state === 'waiting' && !drawn && rewardedFen === 0;
    return { rowId: rowIdOf(rowIds, name), rewardedFen, brought, hasDraw };
  });
  await writeTellings(writes, tellings);
}
