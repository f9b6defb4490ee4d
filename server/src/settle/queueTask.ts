import { z } from 'zod';
import type { EntryId, OrderId, QueueKey } from '@paifan/shared/ids/ids';
import type { QueueTask } from '@paifan/shared/rebate/settle/facts';
import { ratioSchema } from '@paifan/shared/settings/schema';
import { fenColumn, idColumn, orderIdColumn, queueKeyColumn, timeColumn } from '../db/columns';

const entrySchema = z.string().regex(/^\d+\/\d+$/) as unknown as z.ZodType<EntryId>;
const what = z.enum(['queue', 'all']);

/** A row of settlement_tasks. `cause` makes it unique with its kind, in its queue. */
export const taskRow = z.object({
  id: idColumn,
  queue_key: queueKeyColumn,
  kind: z.string(),
  cause: z.string(),
  order_id: orderIdColumn.nullable(),
  payload: z.unknown(),
  at: timeColumn,
});
export type TaskRow = z.output<typeof taskRow>;

/** What a task's payload holds, by its kind; an order that it names is in its own column. */
const PAYLOADS = {
  refunded: z.object({ line: z.int(), amountFen: fenColumn }),
  draw: z.object({ entry: entrySchema, outcome: ratioSchema }),
  exchange: z.object({ entry: entrySchema, asset: z.enum(['points', 'love', 'voucher']) }),
  pause: z.object({ what }),
  resume: z.object({ what }),
  merge: z.object({ from: z.array(queueKeyColumn).min(1) }),
  /** The time that was announced; without one whoever waits is cleared. */
  reset: z.object({ joinedUntil: z.iso.datetime() }).nullable(),
  windDown: z.object({ mode: z.enum(['line', 'proRata']) }),
  /** Of an order that was placed for a queue that was merged into this one. */
  ofMerged: z.object({ of: queueKeyColumn }),
} as const;

/** The row as the rules take it. @throws Error when the row does not make sense */
export function toQueueTask(row: TaskRow): QueueTask {
  const { kind, cause, payload } = row;
  const at = row.at.getTime();
  switch (kind) {
    case 'paid':
    case 'completed':
      return {
        type: kind,
        order: orderOf(row),
        at,
        ...(payload === null ? {} : PAYLOADS.ofMerged.parse(payload)),
      };
    case 'refunded':
      return { type: kind, order: orderOf(row), cause, at, ...PAYLOADS.refunded.parse(payload) };
    case 'draw':
      return { type: kind, at, ...PAYLOADS.draw.parse(payload) };
    case 'exchange':
      return { type: kind, at, ...PAYLOADS.exchange.parse(payload) };
    case 'pause':
      return { type: kind, at, ...PAYLOADS.pause.parse(payload) };
    case 'resume':
      return { type: kind, cause, at, ...PAYLOADS.resume.parse(payload) };
    case 'merge':
      return { type: kind, cause, at, ...PAYLOADS.merge.parse(payload) };
    case 'windDown':
      return { type: kind, cause, at, ...PAYLOADS.windDown.parse(payload) };
    case 'reopen':
      return { type: kind, at };
    case 'reset': {
      const planned = PAYLOADS.reset.parse(payload);
      return {
        ...{ type: kind, cause, at },
        ...(planned === null ? {} : { joinedUntil: Date.parse(planned.joinedUntil) }),
      };
    }
    case 'unionPayout':
      return { type: kind, cause, at };
    default:
      throw new Error(`task ${row.id}: nothing is known about its kind ${kind}`);
  }
}

function orderOf({ id, kind, order_id }: TaskRow): OrderId {
  if (order_id === null) throw new Error(`task ${id} (${kind}) names no order`);
  return order_id;
}

/** The tasks of one queue that are settled together. */
export interface QueueWork {
  readonly queue: QueueKey;
  readonly rows: readonly TaskRow[];
  readonly tasks: readonly QueueTask[];
}
