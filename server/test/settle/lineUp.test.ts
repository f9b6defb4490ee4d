import fc from 'fast-check';
import { z } from 'zod';
import { queueKey } from '@paifan/shared/ids/ids';
import { lineUpByJoining } from '@paifan/shared/rebate/merge/lineUp';
import { insertRows } from '../../src/db/bulk';
import { countColumn, entryIdColumn, queueKeyColumn } from '../../src/db/columns';
import { query } from '../../src/db/query';
import { inTransaction, type Tx } from '../../src/db/transaction';
import { lineUp } from '../../src/settle/lineUp';
import { lockQueues } from '../../src/settle/queues';
import { createTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const START = Date.parse('2026-01-05T02:00:00Z');

/** Who joined a line, in its order: when (a clock may go backwards), whether the order is completed, and who is gone. */
const line = fc.array(
  fc.record({
    at: fc.nat(40),
    completed: fc.boolean(),
    state: fc.constantFrom('waiting' as const, 'waiting' as const, 'done' as const),
  }),
  { maxLength: 90 },
);
type Line = { readonly at: number; readonly completed: boolean; readonly state: 'waiting' | 'done' }[];

const KEYS = ['mall', 'product:1', 'product:2'].map(queueKey);

async function writeLines(tx: Tx, lines: readonly Line[]): Promise<void> {
  const isWaiting = ({ state }: Line[number]): boolean => state === 'waiting';
  await insertRows(
    tx,
    'queues',
    ['id', 'queue_key', 'next_position', 'waiting_count', 'created_at'],
    lines.map((entries, queue) => [
      queue + 1,
      KEYS[queue] ?? '',
      entries.length + 1,
      entries.filter(isWaiting).length,
      new Date(START),
    ]),
  );
  await insertRows(
    tx,
    'entries',
    [
      ...['queue_id', 'position', 'id', 'member_id', 'order_id', 'line_no', 'order_kind', 'ratio', 'source'],
      ...['entitled_fen', 'state', 'completed', 'joined_at'],
    ],
    lines.flatMap((entries, queue) =>
      entries.map(({ at, completed, state }, index) => [
        ...[
          queue + 1,
          index + 1,
          idOf(queue, index),
          1,
          idOf(queue, index),
          0,
          'mall',
          '1',
          'platform.fixed',
        ],
        ...[100, state, completed, new Date(START + at)],
      ]),
    ),
  );
}

const idOf = (queue: number, index: number): string => String(1000 * (queue + 1) + index);

const moveRow = z.object({
  entry: entryIdColumn,
  queue: queueKeyColumn,
  fromPosition: countColumn,
  toPosition: countColumn,
});

class Undone extends Error {}

test('lines are lined up stretch by stretch as they are all at once, also where many join in one moment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(line, line, line), fc.constantFrom(60, 200, 10_000), async (lines, atOnce) => {
      const expected = lineUpByJoining(
        lines.map((entries, queue) => ({
          key: KEYS[queue] ?? queueKey(''),
          waiting: entries.flatMap(({ at, state }, index) =>
            state === 'waiting'
              ? [
                  {
                    id: entryIdColumn.parse(idOf(queue, index)),
                    position: index + 1,
                    joinedAt: START + at,
                  },
                ]
              : [],
          ),
        })),
        lines[0].length + 1,
      );
      const trial = inTransaction(base.db, async (tx) => {
        await writeLines(tx, lines);
        const queues = await lockQueues(tx, KEYS);
        const [target] = queues;
        if (target === undefined) throw new Error('the queues were written');
        expect(await lineUp(tx, '7', target, queues, atOnce)).toBe(expected.length);
        const moves = await query(
          tx,
          `SELECT CAST(m.entry_id AS CHAR) AS entry, q.queue_key AS queue, m.position AS fromPosition,
             m.to_position AS toPosition
           FROM entry_moves m JOIN queues q ON q.id = m.queue_id ORDER BY m.to_position`,
          [],
          moveRow,
        );
        expect(moves).toEqual(expected);
        const stand = await query(
          tx,
          "SELECT CAST(id AS CHAR) AS entry, position AS toPosition FROM entries WHERE queue_id = 1 AND state = 'waiting' ORDER BY position",
          [],
          moveRow.pick({ entry: true, toPosition: true }),
        );
        expect(stand).toEqual(expected.map(({ entry, toPosition }) => ({ entry, toPosition })));
        throw new Undone();
      });
      await expect(trial).rejects.toThrow(Undone);
    }),
    { numRuns: 40 },
  );
});
