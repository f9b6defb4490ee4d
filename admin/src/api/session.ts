import { useSyncExternalStore } from 'react';
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

function readStored(): StoredSession | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isStored(stored) ? stored : null;
  } catch {
    return null;
  }
}

const hasRunOut = ({ expiresAt }: StoredSession): boolean => Date.parse(expiresAt) <= Date.now();

/** The session of this browser; null: nobody is signed in, or it has run out. */
export function readSession(): StoredSession | null {
  const stored = readStored();
  return stored === null || hasRunOut(stored) ? null : stored;
}

/** Keeps a session for this browser, or forgets it. */
export function keepSession(session: StoredSession | null): void {
  if (session === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(session));
  for (const listener of listeners) listener();
}

/** A session has run out before its time: the server knows it no more. Whose it was stays known until somebody signs out. */
export function endSession(): void {
  const stored = readStored();
  if (stored !== null) keepSession({ ...stored, expiresAt: new Date(0).toISOString() });
}

/**
 * The session of a side in this browser, whichever tab changes it.
 * @returns null: nobody is signed in there; `hasEnded`: somebody was, and did not sign out
 */
export function useSession(side: Side): { readonly token: string; readonly hasEnded: boolean } | null {
  const token = useSyncExternalStore(onSessionChange, () => {
    const stored = readStored();
    return stored?.side === side ? stored.token : null;
  });
  const hasEnded = useSyncExternalStore(onSessionChange, () => readSession() === null);
  return token === null ? null : { token, hasEnded };
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
