import type { QueryInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type ClaimableCoupon = ResponseOf<'GET /api/coupons'>['items'][number];
export type HeldCoupon = ResponseOf<'GET /api/me/coupons'>['items'][number];
export type HeldState = NonNullable<QueryInputOf<'GET /api/me/coupons'>['state']>;

/** What can be claimed now. */
export const claimableQuery = () =>
  pagedQuery(['coupons', 'claimable'], (cursor) => request('GET /api/coupons', { query: { cursor } }));

/** What the member holds, in one state. */
export const heldQuery = (state: HeldState) =>
  pagedQuery(['coupons', 'held', state], (cursor) =>
    request('GET /api/me/coupons', { query: { cursor, state } }),
  );
