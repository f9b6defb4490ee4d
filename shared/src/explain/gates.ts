import { GATES, type Candidate, type JoinRefusal } from '../rebate/join/gates';
import { heldIn } from '../rebate/join/held';
import { isWithin } from '../rebate/join/windows';
import type { LimitScope, Gate } from '../rebate/settle/terms';
import type { RewardWindow } from '../settings/rules';
import { shanghaiDay } from '../time/shanghai';

/** What a gate of a product, a store or a cashier looked at. */
export type GateSight =
  | {
      readonly scope: LimitScope;
      readonly windows: readonly RewardWindow[];
      readonly inside: boolean;
    }
  | {
      readonly scope: LimitScope;
      readonly limit: number;
      /** What the member held already, in all or of that day. */
      readonly held: number;
    };

/** A gate in order; `refused` is the reason, and those behind it were not asked. */
export interface AskedGate {
  readonly gate: JoinRefusal;
  readonly verdict: 'passed' | 'refused' | 'notAsked';
  /** What was set, and what it was compared with; empty where nothing is set, or where the gate needs nothing to compare. */
  readonly seen: readonly GateSight[];
}

type See = (candidate: Candidate, gate: Gate) => GateSight[];

const heldBy = ({ held, order, at }: Candidate, { scope }: Gate): { total: number; today: number } =>
  heldIn(held, scope, order.member, shanghaiDay(at));

const SIGHTS: Readonly<Partial<Record<JoinRefusal, See>>> = {
  outsideWindow: ({ at }, { scope, windows }) =>
    windows.length === 0 ? [] : [{ scope, windows, inside: isWithin(windows, at) }],
  maxPerMember: (candidate, gate) =>
    gate.maxPerMember === null
      ? []
      : [{ scope: gate.scope, limit: gate.maxPerMember, held: heldBy(candidate, gate).total }],
  maxPerMemberPerDay: (candidate, gate) =>
    gate.maxPerMemberPerDay === null
      ? []
      : [{ scope: gate.scope, limit: gate.maxPerMemberPerDay, held: heldBy(candidate, gate).today }],
};

/** The gates of SPEC section 6 in order, up to the one that refuses, as a line finds them when its order is paid. */
export function explainGates(candidate: Candidate): AskedGate[] {
  const asked: AskedGate[] = [];
  let isOpen = true;
  for (const { reason: gate, refuses } of GATES) {
    if (!isOpen) {
      asked.push({ gate, verdict: 'notAsked', seen: [] });
      continue;
    }
    isOpen = !refuses(candidate);
    const see = SIGHTS[gate];
    const seen = see === undefined ? [] : candidate.line.terms.gates.flatMap((own) => see(candidate, own));
    asked.push({ gate, verdict: isOpen ? 'passed' : 'refused', seen });
  }
  return asked;
}
