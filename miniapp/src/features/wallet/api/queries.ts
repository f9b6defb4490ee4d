import { queryOptions } from '@tanstack/react-query';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type Wallet = ResponseOf<'GET /api/me/wallet'>;
export type Withdrawal = ResponseOf<'GET /api/me/withdrawals/:id'>;
export type WithdrawalRequest = BodyInputOf<'POST /api/me/withdrawals'>;
export type Reward = ResponseOf<'GET /api/me/rewards'>['items'][number];
export type RewardsFrom = 'orders' | 'dividends';
export type Transferable = BodyInputOf<'POST /api/me/transfers'>['balance'];

/** Everything here lies under `me`: what moves money asks for all of it anew. */
export const walletQuery = () =>
  queryOptions({ queryKey: ['me', 'wallet'], queryFn: () => request('GET /api/me/wallet') });

export const withdrawalsQuery = () =>
  pagedQuery(['me', 'withdrawals'], (cursor) => request('GET /api/me/withdrawals', { query: { cursor } }));

export const rewardsQuery = (from: RewardsFrom) =>
  pagedQuery(['me', 'rewards', from], (cursor) =>
    request('GET /api/me/rewards', { query: { cursor, from } }),
  );
