import type { Session } from '@/api/session';

/** A stand-in for the platform: signs in as the test says. */
export const signIns: { next: () => Promise<Session> } = {
  next: () => Promise.reject(new Error('the test has not said how to sign in')),
};

export const platform = { signIn: (): Promise<Session> => signIns.next() };
