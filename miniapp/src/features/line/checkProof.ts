import { sha256 } from '@paifan/shared/client/sha256';
import { verifyEvents } from '@paifan/shared/rebate/proof/verify';
import type { Proof } from './api/process';

/** What a check of an entry's proof came to. */
export interface Checked {
  events: number;
  seals: number;
  /** Numbers of the events with which something is wrong. */
  wrong: number[];
}

/**
 * Recomputes what the server gave, in this phone: every hash, every link, the order of the line, and the published seals. Events come in
 * runs, each by its number; one that stands in two lists is checked once.
 */
export function checkProof({
  joining,
  payouts,
  seals,
}: Pick<Proof, 'joining' | 'payouts' | 'seals'>): Checked {
  const events = [
    ...new Map([...joining, ...payouts.items].map((event) => [event.seq, event])).values(),
  ].sort((a, b) => a.seq - b.seq);
  const wrong = verifyEvents(events, sha256, seals).map(({ seq }) => seq);
  return { events: events.length, seals: seals.length, wrong: [...new Set(wrong)] };
}
