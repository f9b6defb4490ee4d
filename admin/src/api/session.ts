import type { ResponseOf } from '@paifan/shared/contract/contract';

/** Who works here: an operator of the shop, or somebody at a merchant's desk. */
export type Side = 'operator' | 'staff';

export interface StoredSession {
  readonly side: Side;
  readonly token: string;
  readonly expiresAt: string;
}

export type OperatorSession = ResponseOf<'POST /api/admin/session'>;

const KEY = 'paifan.console';

const isStored = (value: unknown): value is StoredSession =>
  typeof value === 'object' && value !== null && 'side' in value && 'token' in value && 'expiresAt' in value;

/** The session of this browser; null: nobody is signed in, or it has run out. */
export function readSession(): StoredSession | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isStored(stored) && Date.parse(stored.expiresAt) > Date.now() ? stored : null;
  } catch {
    return null;
  }
}

/** Keeps a session for this browser, or forgets it. */
export function keepSession(session: StoredSession | null): void {
  if (session === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(session));
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

/** Calls back when somebody signs in or out, in this tab or another one. */
export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  const elsewhere = (event: StorageEvent): void => {
    if (event.key === KEY) listener();
  };
  window.addEventListener('storage', elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', elsewhere);
  };
}
