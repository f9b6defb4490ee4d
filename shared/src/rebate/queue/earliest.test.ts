import fc from 'fast-check';
import { entryId, memberId, orderId } from '../../ids/ids';
import { fen } from '../../money/fen';
import { ONE_RATIO } from '../../money/ratio';
import type { EntryRow } from '../settle/facts';
import { earliestWaiting, nobody, pushEntry, takeEarliest } from './earliest';

const entryAt = (position: number): EntryRow => ({
  id: entryId(`o${position}/0`),
  order: orderId(`o${position}`),
  line: 0,
  member: memberId('m'),
  position,
  source: 'platform.fixed',
  joinedAt: 0,
  ratio: ONE_RATIO,
  entitledFen: fen(1),
  rewardedFen: fen(0),
  state: 'waiting',
  completed: false,
  drawn: false,
  brought: null,
});

test('whatever is pushed, taken, or leaves the line, the earliest that waits is at the front', () => {
  const action = fc.oneof(
    fc.record({ type: fc.constant('push' as const), position: fc.nat({ max: 1000 }) }),
    fc.record({ type: fc.constant('leave' as const), index: fc.nat({ max: 20 }) }),
    fc.constant({ type: 'take' as const }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 100 }), (actions) => {
      const line = nobody();
      let model: EntryRow[] = [];
      for (const act of actions) {
        if (act.type === 'push' && !model.some(({ position }) => position === act.position)) {
          const entry = entryAt(act.position);
          pushEntry(line, entry);
          model = [...model, entry].sort((a, b) => a.position - b.position);
        }
        if (act.type === 'leave') {
          const entry = model[act.index];
          if (entry !== undefined) entry.state = 'done';
          model = model.filter((one) => one !== entry);
        }
        if (act.type === 'take') expect(takeEarliest(line)).toBe(model.shift());
        expect(earliestWaiting(line)).toBe(model[0]);
      }
    }),
  );
});
