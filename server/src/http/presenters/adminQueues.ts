import type { ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { queueName } from '@paifan/shared/texts/queues';
import { sourceText } from '@paifan/shared/texts/ruleSources';
import type { DeskQueue } from '../../db/queueDesk';
import type { PlacedEntry } from '../../db/queueReads';
import type { DrawView } from '../../usecases/draws/draws';
import type { Exchange } from '../../usecases/draws/exchanges';
import type { DeskEntry, DeskEntryDetail, QueueDetail, QueueFigures } from '../../usecases/queues/desk';
import type { MergeOffer, MergePreview, OfferedMerges } from '../../usecases/queues/merges';
import type { QueuePlan } from '../../usecases/queues/plans';
import { presentDraw, presentExchange } from './draws';
import { explain } from './ruleTexts';
import { instant, instantOrNull } from './texts';

type QueueView = ResponseOf<'GET /api/admin/queues'>['items'][number];
type DetailView = ResponseOf<'GET /api/admin/queues/:key'>;
type EntryView = ResponseOf<'GET /api/admin/queues/:key/entries'>['items'][number];
type EntryOfMember = ResponseOf<'GET /api/admin/members/:id/entries'>['items'][number];
type EntryDetailView = ResponseOf<'GET /api/admin/entries/:id'>;
type PlanView = ResponseOf<'POST /api/admin/queue-plans/:id/cancel'>;
type OfferView = ResponseOf<'GET /api/admin/queues/:key/merge-preview'>['offer'];

export const presentQueue = ({ queue, sums, coverage, isBraked, estimate }: QueueFigures): QueueView => ({
  key: queue.key,
  name: queueName(queue.key),
  owner: queue.owner,
  waitingCount: queue.waitingCount,
  outstandingFen: queue.outstandingFen,
  poolFen: queue.poolFen,
  inflow7Fen: sums.inflow7Fen,
  inflow30Fen: sums.inflow30Fen,
  paid30Fen: sums.paid30Fen,
  coverage,
  isBraked,
  estimate,
  paused: queue.paused,
  allPaused: queue.allPaused,
  closed: queue.closed,
  openTasks: queue.openTasks,
  stuck: queue.isStuck,
  createdAt: instant(queue.createdAt),
});

export const presentPlan = (plan: QueuePlan): PlanView => ({
  id: plan.id,
  kind: plan.kind,
  queueKey: plan.queueKey,
  owner: plan.owner,
  mode: plan.mode,
  occursAt: instant(plan.occursAt),
  announcedAt: instant(plan.announcedAt),
  bySchedule: plan.scheduledFor !== null,
  state: plan.doneAt !== null ? 'done' : plan.cancelledAt !== null ? 'cancelled' : 'open',
  doneAt: instantOrNull(plan.doneAt),
  cancelledAt: instantOrNull(plan.cancelledAt),
});

export const presentQueueDetail = ({
  figures,
  flow,
  plans,
  merges,
  unionPayout,
}: QueueDetail): DetailView => ({
  queue: presentQueue(figures),
  flow: [...flow],
  plans: plans.map(presentPlan),
  merges: merges.map(({ at, ...merge }) => ({ ...merge, at: instant(at) })),
  unionPayout: unionPayout && { ...unionPayout, nextAt: instant(unionPayout.nextAt) },
});

export const presentDeskEntry = ({ entry, nickname }: DeskEntry): EntryView => ({
  ...presentPlaced(entry),
  member: { id: entry.memberId, nickname },
});

/** An entry among those of its member: in which queue it stands. */
export const presentEntryOfMember = (entry: PlacedEntry): EntryOfMember => ({
  ...presentPlaced(entry),
  queueKey: entry.queueKey,
  queueName: queueName(entry.queueKey),
});

const presentPlaced = (entry: PlacedEntry): Omit<EntryView, 'member'> => ({
  id: entry.id,
  position: entry.position,
  orderNo: entry.orderNo,
  lineNo: entry.lineNo,
  title: entry.title,
  state: entry.state,
  ratio: entry.ratio,
  sourceText: sourceText(entry.source),
  entitledFen: entry.entitledFen,
  rewardedFen: entry.rewardedFen,
  remainingFen: fen(entry.entitledFen - entry.rewardedFen),
  completed: entry.completed,
  place: entry.place,
  aheadFen: entry.aheadFen,
  joinedAt: instant(entry.joinedAt),
  endedAt: instantOrNull(entry.endedAt),
});

export const presentEntryDetail = (
  detail: DeskEntryDetail,
  draw: DrawView | null,
  exchanges: readonly Exchange[],
): EntryDetailView => ({
  entry: presentDeskEntry(detail),
  queueKey: detail.entry.queueKey,
  estimate: detail.estimate,
  payouts: detail.payouts.map(({ at, amountFen, kind, orderNo, rewardedAfterFen }) => ({
    at: instant(at),
    amountFen,
    kind,
    orderNo,
    rewardedAfterFen,
  })),
  earlier: [...detail.earlier],
  draw: draw && presentDraw(draw),
  exchanges: exchanges.map(presentExchange),
  brought: detail.brought && { ...detail.brought },
  explanation: explain(detail.asked),
});

const presentSource = ({ key, owner, waitingCount, outstandingFen, poolFen }: DeskQueue) => ({
  key,
  owner,
  waitingCount,
  outstandingFen,
  poolFen,
});

const presentOffer = (offer: MergeOffer): OfferView => ({
  ...offer,
  sources: offer.sources.map(presentSource),
});

export const presentOffered = ({
  offers,
  left,
}: OfferedMerges): ResponseOf<'GET /api/admin/queue-merges'> => ({
  offers: offers.map(presentOffer),
  left: left.map(({ key, waitingCount, outstandingFen }) => ({ key, waitingCount, outstandingFen })),
});

export const presentMergePreview = ({
  offer,
  ...after
}: MergePreview): ResponseOf<'GET /api/admin/queues/:key/merge-preview'> => ({
  offer: presentOffer(offer),
  ...after,
});
