import { queryOptions } from '@tanstack/react-query';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { base64 } from '@/api/base64';
import { request } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type Application = ResponseOf<'POST /api/applications/:no/read'>;
/** What an applicant tells. */
export type ApplicationBody = Omit<BodyInputOf<'PUT /api/applications/:no'>, 'key'>;
export type OwnDesk = ResponseOf<'GET /api/me/desks'>['items'][number];

/** The member's own applications. */
export const applicationsQuery = () =>
  pagedQuery(['applications'], (cursor) => request('GET /api/me/applications', { query: { cursor } }));

export const applicationQuery = (no: string) =>
  queryOptions({
    queryKey: ['applications', no],
    queryFn: () => request('GET /api/me/applications', { query: { limit: 50 } }),
    // null, not undefined: that would look as if it were loading still.
    select: ({ items }) => items.find((item) => item.no === no) ?? null,
  });

/** Every desk at which the member works. */
export const desksQuery = () =>
  queryOptions({ queryKey: ['desks'], queryFn: () => request('GET /api/me/desks') });

/** The member's own code for merchants, as a picture in its address: it needs the session. */
export const recruitCodeQuery = () =>
  queryOptions({
    queryKey: ['me', 'recruitCode'],
    queryFn: async () => `data:image/png;base64,${base64(await request('GET /api/me/recruit-code.png'))}`,
    staleTime: 3_600_000,
  });
