import type { Instant } from '../../time/shanghai';
import { drain } from '../queue/drain';
import { isPaused, isUnion, type QueueLine } from '../queue/line';
import type { Desk } from '../settle/desk';

/** Everything, or this queue. They are paused and resumed apart from each other. */
export type PauseScope = 'queue' | 'all';

const FLAG = { queue: 'paused', all: 'allPaused' } as const;

/** Entries join, nobody is paid; pausing twice changes nothing. SPEC section 7. */
export function settlePause(queue: QueueLine, what: PauseScope, at: Instant, desk: Desk): void {
  if (queue[FLAG[what]]) return;
  queue[FLAG[what]] = true;
  desk.record.happened({ type: 'paused', what, at });
}

/**
 * Ends a pause; when nothing else pauses the queue, its pool drains (a union queue waits for its payout). Resuming what is
 * not paused changes nothing. SPEC sections 6 to 8.
 */
export function settleResume(
  queue: QueueLine,
  what: PauseScope,
  cause: string,
  at: Instant,
  desk: Desk,
): void {
  if (!queue[FLAG[what]]) return;
  queue[FLAG[what]] = false;
  desk.record.happened({ type: 'resumed', what, at });
  if (isPaused(queue) || isUnion(queue)) return;
  drain(
    queue,
    queue.poolFen,
    null,
    { kind: 'resume', order: null, line: null, name: `resume/${queue.key}/${cause}`, at },
    desk,
  );
}
