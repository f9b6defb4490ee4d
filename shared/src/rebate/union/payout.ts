import { minFen } from '../../money/fen';
import type { Instant } from '../../time/shanghai';
import { drain } from '../queue/drain';
import { isPaused, isUnion, type QueueLine } from '../queue/line';
import type { Desk } from '../settle/desk';

/** Pays the day's pool down the union queue, at most the cap, unless it is paused. SPEC section 8. */
export function settleUnionPayout(queue: QueueLine, cause: string, at: Instant, desk: Desk): void {
  if (!isUnion(queue) || isPaused(queue)) return;
  const cap = desk.live.unionDailyCapFen;
  const upToFen = cap === null ? queue.poolFen : minFen(queue.poolFen, cap);
  drain(
    queue,
    upToFen,
    null,
    { kind: 'unionPayout', order: null, line: null, name: `unionPayout/${queue.key}/${cause}`, at },
    desk,
  );
}
