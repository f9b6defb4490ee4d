import { Failure } from './failure';

interface Pending {
  content: string;
  key: string;
}

/**
 * Keeps the Idempotency-Key of one write until the server has surely decided. A write whose answer was lost is
 * repeated under the same key, so it happens once; other content is another write and gets another key.
 */
export function createIdempotencyKeeper(newKey: () => string) {
  let pending: Pending | null = null;

  /** Runs `write` under the key that belongs to `content`. */
  return async function once<T>(content: unknown, write: (key: string) => Promise<T>): Promise<T> {
    const text = JSON.stringify(content);
    if (pending?.content !== text) pending = { content: text, key: newKey() };
    try {
      const answer = await write(pending.key);
      pending = null;
      return answer;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.definite) pending = null;
      throw thrown;
    }
  };
}

/** A random key in the shape of a UUID. It need not be secret, only never the same twice. */
export const randomKey = (random: () => number = Math.random): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(random() * 16).toString(16));
