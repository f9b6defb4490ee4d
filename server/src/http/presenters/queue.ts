import type { ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import type { FlowDay, QueueOverview } from '../../db/queueFigures';
import type { PayoutRow, PlacedEntry } from '../../db/queueReads';
import type { EntryHistory } from '../../usecases/readQueue';
import { maskName } from './names';
import { explain, sourceText } from './ruleTexts';
import type { Shown } from './shown';
import { instant, instantOrNull, queueName } from './texts';

type OverviewView = ResponseOf<'GET /api/queue'>;
type HistoryView = ResponseOf<'GET /api/queue/entries/:id'>;
type EntryView = HistoryView['entry'];
type PayoutView = HistoryView['payouts'][number];

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
  overview: QueueOverview,
  flow: readonly FlowDay[],
  shown: Shown,
): OverviewView => ({
  waitingCount: overview.waitingCount,
  doneCount: overview.doneCount,
  entitledFen: overview.entitledFen,
  ...(shown.rewardedTotal ? { rewardedFen: overview.rewardedFen } : {}),
  ...(shown.pending ? { remainingFen: overview.remainingFen } : {}),
  paused: overview.paused,
  flow: flow.map(presentFlowDay),
});

export const presentHistory = (history: EntryHistory, shown: Shown): HistoryView => ({
  entry: presentEntry(history.entry, shown),
  payouts: history.payouts.map((payout) => presentPayout(payout, shown)),
  flow: history.flow.map(presentFlowDay),
  // The estimate would give away the amount ahead.
  estimate: shown.progress && shown.pendingAmounts ? history.estimate : null,
  explanation: explain(history.asked),
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
