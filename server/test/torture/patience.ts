import { setTimeout as pause } from 'node:timers/promises';
import { isServerTrouble } from '../../src/db/errors';

/** Nothing that is killed stays away for so long. */
const LIMIT_MS = 120_000;

/** What is worth another try. */
export class NotNow extends Error {}

/** Does something until it succeeds: what is killed or cut comes back. @throws what is no trouble of the database or the way to it */
export async function insist<T>(work: () => Promise<T>, pauseMs = 150): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotNow) && !isServerTrouble(error)) throw error;
      if (Date.now() > end) throw new Error(`given up after ${LIMIT_MS / 1000} s`, { cause: error });
      await pause(pauseMs);
    }
  }
}
