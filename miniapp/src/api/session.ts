import type { ResponseOf } from '@paifan/shared/contract/contract';

export type Session = ResponseOf<'POST /api/session'>;
export type StoredSession = Pick<Session, 'token' | 'expiresAt'>;

interface SessionStorage {
  read(): StoredSession | null;
  write(session: StoredSession | null): void;
}

/** A session that expires within this time is renewed before it is used. */
const SPARE_MS = 60_000;

/**
 * Keeps the member signed in without anybody noticing: signs in when there is no session, again when it is
 * refused, and never twice at the same time.
 * @param signIn asks the platform for a fresh session.
 */
export function createSessionKeeper(
  storage: SessionStorage,
  signIn: () => Promise<Session>,
  now: () => number,
) {
  let current = storage.read();
  let pending: Promise<string> | null = null;

  const keep = (session: StoredSession): string => {
    current = { token: session.token, expiresAt: session.expiresAt };
    storage.write(current);
    return current.token;
  };

  const renew = (): Promise<string> => {
    pending ??= signIn()
      .then(keep)
      .finally(() => {
        pending = null;
      });
    return pending;
  };

  const isFresh = (session: StoredSession): boolean => Date.parse(session.expiresAt) - now() > SPARE_MS;

  return {
    /** The token if there is one: for requests that anybody may make. */
    peek: (): string | null => (current !== null && isFresh(current) ? current.token : null),
    /** The token; signs in first if need be. */
    token: (): Promise<string> =>
      current !== null && isFresh(current) ? Promise.resolve(current.token) : renew(),
    /** A new token in place of a refused one. Whoever comes late with an old token gets the new one. */
    renewAfter: (refused: string): Promise<string> =>
      current !== null && current.token !== refused ? Promise.resolve(current.token) : renew(),
    /** Replaces the session by one that was got in another way. */
    keep,
  };
}
