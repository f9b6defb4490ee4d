import type { Tx } from '../db/transaction';

/** The states that an act led from and to. */
export interface StateChange {
  readonly before: string;
  readonly after: string;
}

/** What is written in the very transaction of an act: the entry of the audit log, where an operator acts. */
export type Alongside = (tx: Tx, change: StateChange) => Promise<void>;

export const nothingElse: Alongside = () => Promise.resolve();
