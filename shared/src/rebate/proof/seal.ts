import type { QueueKey } from '../../ids/ids';
import type { ChainHead, HashNext } from './chain';

/** How far a queue's chain had come at the end of a day. */
export interface Seal extends ChainHead {
  readonly queue: QueueKey;
}

/**
 * One hash over all chains at the end of a day, and over the day before: whoever kept it can tell whether anything was
 * changed since. The text is JSON without spaces: `[day, [queue, seq, hash], …]`, queues in order of their keys' bytes.
 * @param previousRoot of the last day that was sealed; `''` for the first
 * @param day `YYYY-MM-DD`
 */
export function rootOf(previousRoot: string, day: string, seals: readonly Seal[], hash: HashNext): string {
  const sorted = [...seals].sort((a, b) => (a.queue < b.queue ? -1 : 1));
  return hash(
    previousRoot,
    JSON.stringify([day, ...sorted.map(({ queue, seq, hash: head }) => [queue, seq, head])]),
  );
}
