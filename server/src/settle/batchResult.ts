import type { QueueKey } from '@paifan/shared/ids/ids';

/** What a batch did: how many tasks were settled, and of which queues the tasks that were open were all among them. */
export interface BatchResult {
  readonly tasks: number;
  readonly drained: readonly QueueKey[];
}

/** A batch that could not be settled; nothing of it stands. */
export class BatchFailed extends Error {
  constructor(
    readonly queues: readonly QueueKey[],
    /** The tasks that were tried, oldest first. */
    readonly taskIds: readonly string[],
    override readonly cause: unknown,
  ) {
    super(`the settlement of ${taskIds.length} tasks of ${queues.join(', ')} failed`, { cause });
    this.name = 'BatchFailed';
  }
}
