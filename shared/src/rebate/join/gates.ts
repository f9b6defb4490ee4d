import type { Fen } from '../../money/fen';
import { shanghaiDay, type Instant } from '../../time/shanghai';
import type { LineRow, OrderRow } from '../settle/facts';
import type { Gate } from '../settle/terms';
import { heldIn, type HeldCounts } from './held';
import { isWithin } from './windows';

/** Why a line got no entry. */
export type JoinRefusal =
  | 'rebateOff'
  | 'queueClosed'
  | 'deducted'
  | 'outsideWindow'
  | 'maxPerMember'
  | 'maxPerMemberPerDay'
  | 'nothingEntitled';

/** A line at the door: what the gates look at. */
export interface Candidate {
  readonly order: OrderRow;
  readonly line: LineRow;
  readonly entitledFen: Fen;
  readonly held: HeldCounts;
  /** Was the queue wound down since the order was placed? */
  readonly closed: boolean;
  /** The time of payment. */
  readonly at: Instant;
}

interface GateRow {
  readonly reason: JoinRefusal;
  readonly refuses: (candidate: Candidate) => boolean;
}

const anyGate = ({ line }: Candidate, refuses: (gate: Gate) => boolean): boolean =>
  line.terms.gates.some(refuses);

const heldBy = ({ held, order, at }: Candidate, gate: Gate): { total: number; today: number } =>
  heldIn(held, gate.scope, order.member, shanghaiDay(at));

/** SPEC section 6, join: a line gets an entry unless one of these refuses it; the first that does is the reason. */
export const GATES: readonly GateRow[] = [
  { reason: 'rebateOff', refuses: ({ line }) => !line.terms.rebateOn },
  { reason: 'queueClosed', refuses: ({ closed }) => closed },
  { reason: 'deducted', refuses: ({ order }) => order.deducted && !order.terms.deductedOrdersJoin },
  {
    reason: 'outsideWindow',
    refuses: (candidate) => anyGate(candidate, ({ windows }) => !isWithin(windows, candidate.at)),
  },
  {
    reason: 'maxPerMember',
    refuses: (candidate) =>
      anyGate(
        candidate,
        (gate) => gate.maxPerMember !== null && heldBy(candidate, gate).total >= gate.maxPerMember,
      ),
  },
  {
    reason: 'maxPerMemberPerDay',
    refuses: (candidate) =>
      anyGate(
        candidate,
        (gate) =>
          gate.maxPerMemberPerDay !== null && heldBy(candidate, gate).today >= gate.maxPerMemberPerDay,
      ),
  },
  { reason: 'nothingEntitled', refuses: ({ entitledFen }) => entitledFen === 0 },
];

/** Why the line may not join, or null when it may. */
export function refusedBy(candidate: Candidate): JoinRefusal | null {
  for (const { reason, refuses } of GATES) if (refuses(candidate)) return reason;
  return null;
}
