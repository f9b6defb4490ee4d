import type { EntryId } from '../../ids/ids';
import { journalKey, type Journal } from '../../ledger/journal';
import { postingsOf, type BusinessEvent, type TemplateInput } from '../../ledger/templates';
import type { Instant } from '../../time/shanghai';
import type { Recorder } from './desk';
import type { Contribution, Payout, QueueEvent } from './events';
import type { EntryRow, LineRow, OrderRow, RewardRow } from './facts';
import type { LineChange, QueuePlan, WalletDelta } from './queuePlan';

/** The balances of members that journals move, added up. */
function sumWallets(journals: readonly Journal[]): WalletDelta[] {
  const deltas = new Map<string, WalletDelta>();
  for (const { postings } of journals) {
    for (const { account, amount } of postings) {
      const { member, balance, code } = account;
      if (member === undefined || balance === undefined) continue;
      deltas.set(code, { member, balance, amount: (deltas.get(code)?.amount ?? 0) + amount });
    }
  }
  return [...deltas.values()].filter(({ amount }) => amount !== 0);
}

/** Writes a plan down: rows are kept by reference and are as they are in the end when the plan is read. */
export class PlanRecorder implements Recorder {
  private readonly events: QueueEvent[] = [];
  private readonly journals: Journal[] = [];
  private readonly inserted = new Map<EntryId, EntryRow>();
  private readonly updated = new Set<EntryRow>();
  private readonly lines = new Map<LineRow, OrderRow>();
  private readonly granted = new Set<RewardRow>();
  private readonly rewards = new Set<RewardRow>();
  private clearedUpTo: number | null = null;

  joinedEntry(id: EntryId): EntryRow | undefined {
    return this.inserted.get(id);
  }

  happened(event: QueueEvent): void {
    this.events.push(event);
  }

  eventCount(): number {
    return this.events.length;
  }

  joined(entry: EntryRow): void {
    this.inserted.set(entry.id, entry);
  }

  entryChanged(entry: EntryRow): void {
    if (!this.inserted.has(entry.id)) this.updated.add(entry);
  }

  lineChanged(order: OrderRow, line: LineRow): void {
    this.lines.set(line, order);
  }

  rewardGranted(reward: RewardRow): void {
    this.granted.add(reward);
  }

  rewardChanged(reward: RewardRow): void {
    if (!this.granted.has(reward)) this.rewards.add(reward);
  }

  cleared(upToPosition: number): void {
    this.clearedUpTo = upToPosition;
  }

  book<Event extends BusinessEvent>(
    event: Event,
    cause: string,
    at: Instant,
    input: TemplateInput<Event>,
  ): void {
    const postings = postingsOf(event, input);
    if (postings.length > 0) this.journals.push({ key: journalKey(event, cause), event, at, postings });
  }

  /** All but what the queue and the random return know themselves. */
  written(): Omit<QueuePlan, 'queue' | 'sources' | 'groups' | 'refused' | 'eventEnds'> {
    const lineChanges = [...this.lines].map(
      ([{ line, refundedFen, contributedFen, entry }, { id }]): LineChange => ({
        order: id,
        line,
        refundedFen,
        contributedFen,
        entry,
      }),
    );
    return {
      entryInserts: [...this.inserted.values()],
      entryUpdates: [...this.updated],
      clearedUpToPosition: this.clearedUpTo,
      lineChanges,
      rewardInserts: [...this.granted],
      rewardUpdates: [...this.rewards],
      contributions: this.events.filter((event): event is Contribution => event.type === 'contributed'),
      payouts: this.events.filter((event): event is Payout => event.type === 'paidOut'),
      journals: this.journals,
      walletDeltas: sumWallets(this.journals),
      events: this.events,
    };
  }
}
