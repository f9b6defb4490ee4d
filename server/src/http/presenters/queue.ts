import type { ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { queueName } from '@paifan/shared/texts/queues';
import { sourceText } from '@paifan/shared/texts/ruleSources';
import type { FlowDay } from '../../db/lineFlow';
import type { Neighbour } from '../../db/queueNeighbours';
import type { PayoutRow, PlacedEntry } from '../../db/queueReads';
import type { EntryHistory, QueueNow } from '../../usecases/queues/readQueue';
import { maskName } from './names';
import { explain, hasLottery } from './ruleTexts';
import type { Shown } from './shown';
import { instant, instantOrNull } from './texts';

type OverviewView = ResponseOf<'GET /api/queue'>;
type HistoryView = ResponseOf<'GET /api/queue/entries/:id'>;
type EntryView = HistoryView['entry'];
type PayoutView = HistoryView['payouts'][number];
type NeighbourView = NonNullable<ResponseOf<'GET /api/queue/entries/:id/neighbours'>['neighbours']>[number];

/** Where an entry stands, as settings 19, 20, 21 and 23 show it. */
export const presentEntry = (entry: PlacedEntry, shown: Shown): EntryView => ({
  id: entry.id,
  queueKey: entry.queueKey,
  queueName: queueName(entry.queueKey),
  ...(shown.progress ? { number: entry.position, place: entry.place } : {}),
  state: entry.state,
  title: entry.title,
  picture: entry.picture,
  orderNo: entry.orderNo,
  ratio: entry.ratio,
  source: entry.source,
  sourceText: sourceText(entry.source),
  entitledFen: entry.entitledFen,
  ...(shown.rewardedTotal ? { rewardedFen: entry.rewardedFen } : {}),
  ...(shown.pending ? { remainingFen: fen(entry.entitledFen - entry.rewardedFen) } : {}),
  joinedAt: instant(entry.joinedAt),
  endedAt: instantOrNull(entry.endedAt),
  ...(shown.pendingAmounts ? { aheadFen: entry.aheadFen } : {}),
});

export const presentOverview = (
  { overview, flow, resetsAt, closesAt }: QueueNow,
  shown: Shown,
): OverviewView => ({
  waitingCount: overview.waitingCount,
  doneCount: overview.doneCount,
  entitledFen: overview.entitledFen,
  ...(shown.rewardedTotal ? { rewardedFen: overview.rewardedFen } : {}),
  ...(shown.pending ? { remainingFen: overview.remainingFen } : {}),
  paused: overview.paused,
  resetsAt: instantOrNull(resetsAt),
  closesAt: instantOrNull(closesAt),
  flow: flow.map(presentFlowDay),
});

export const presentHistory = (history: EntryHistory, shown: Shown): HistoryView => ({
  entry: presentEntry(history.entry, shown),
  payouts: history.payouts.map((payout) => presentPayout(payout, shown)),
  flow: history.flow.map(presentFlowDay),
  ...(shown.pendingAmounts ? { inflows: history.inflows.map((inflow) => ({ ...inflow })) } : {}),
  resetsAt: instantOrNull(history.resetsAt),
  closesAt: instantOrNull(history.closesAt),
  // The estimate would give away the amount ahead.
  estimate: shown.progress && shown.pendingAmounts ? history.estimate : null,
  explanation: explain(history.asked),
  hasDraw: hasLottery(history.asked),
});

/** Those around an entry, as settings 19 to 23 show them: without setting 19 nobody is shown at all. */
export const presentNeighbours = (
  { entry, neighbours }: { readonly entry: PlacedEntry; readonly neighbours: readonly Neighbour[] },
  shown: Shown,
): ResponseOf<'GET /api/queue/entries/:id/neighbours'> => ({
  entry: presentEntry(entry, shown),
  ...(shown.progress
    ? { neighbours: neighbours.map((neighbour) => presentNeighbour(neighbour, shown)) }
    : {}),
});

const presentNeighbour = (
  { position, own, nickname, avatar, entitledFen, rewardedFen }: Neighbour,
  shown: Shown,
): NeighbourView => ({
  number: position,
  own,
  ...(shown.memberInfo ? { nickname: own ? nickname : maskName(nickname), avatar } : {}),
  ...(shown.rewardedTotal ? { rewardedFen } : {}),
  ...(shown.pending && shown.pendingAmounts ? { remainingFen: fen(entitledFen - rewardedFen) } : {}),
});

const presentPayout = (payout: PayoutRow, shown: Shown): PayoutView => ({
  id: payout.id,
  at: instant(payout.at),
  amountFen: payout.amountFen,
  kind: payout.kind,
  orderNo: payout.orderNo,
  buyer: shown.memberInfo && payout.buyer !== null ? maskName(payout.buyer) : null,
  ...(shown.rewardedTotal ? { rewardedAfterFen: payout.rewardedAfterFen } : {}),
});

const presentFlowDay = ({ day, inflowFen, paidFen }: FlowDay): HistoryView['flow'][number] => ({
  day,
  inflowFen,
  paidFen,
});
