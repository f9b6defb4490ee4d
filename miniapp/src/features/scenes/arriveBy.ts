import { session } from '@/api/client';
import { keepInvitation } from '@/api/invitation';

/**
 * Who comes by an invitation becomes a member at once and unnoticed: it may be good for some hours only. A sign-in that fails now
 * takes the invitation along when it succeeds.
 */
export function arriveBy(query: Record<string, unknown> | undefined): void {
  if (keepInvitation(query)) void session.token().catch(() => undefined);
}
