import { queryOptions } from '@tanstack/react-query';
import type { QueryInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { base64 } from '@/api/base64';
import { request, requestPublic } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type Me = ResponseOf<'GET /api/me'>;
export type BillItem = ResponseOf<'GET /api/me/bill'>['items'][number];
export type Message = ResponseOf<'GET /api/me/messages'>['items'][number];
export type InvitePoster = ResponseOf<'GET /api/me/invite-poster'>;
export type Invitee = ResponseOf<'GET /api/me/invitees'>['items'][number];

export const meQuery = () =>
  queryOptions({ queryKey: ['me', 'figures'], queryFn: () => request('GET /api/me') });

export type BillBalance = NonNullable<QueryInputOf<'GET /api/me/bill'>['balance']>;

/** What of a bill is shown: all of it, what came in, or what went out. */
export type BillDirection = 'all' | NonNullable<QueryInputOf<'GET /api/me/bill'>['direction']>;

export const billQuery = (balance: BillBalance, direction: BillDirection) =>
  pagedQuery(['me', 'bill', balance, direction], (cursor) =>
    request('GET /api/me/bill', {
      query: { cursor, balance, direction: direction === 'all' ? undefined : direction },
    }),
  );

export const messagesQuery = () =>
  pagedQuery(['me', 'messages'], (cursor) => request('GET /api/me/messages', { query: { cursor } }));

export const inviteesQuery = () =>
  pagedQuery(['me', 'invitees'], (cursor) => request('GET /api/me/invitees', { query: { cursor } }));

/** The member's own code as a picture in its address: it needs the session, which a plain picture cannot send. */
export const inviteCodeQuery = () =>
  queryOptions({
    queryKey: ['me', 'inviteCode'],
    queryFn: async () => `data:image/png;base64,${base64(await request('GET /api/me/invite-code.png'))}`,
    staleTime: 3_600_000,
  });

/** Templates of messages that WeChat may be asked to send; they rarely change. */
export const templatesQuery = () =>
  queryOptions({
    queryKey: ['messageTemplates'],
    queryFn: () => requestPublic('GET /api/message-templates'),
    staleTime: 3_600_000,
  });

/** What the poster of an invitation says. */
export const posterQuery = () =>
  queryOptions({
    queryKey: ['me', 'poster'],
    queryFn: () => request('GET /api/me/invite-poster'),
    staleTime: 3_600_000,
  });
