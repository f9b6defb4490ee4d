import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';

export type Profile = ResponseOf<'GET /api/me/profile'>;
export type OwnLevel = ResponseOf<'GET /api/me/level'>;

export const profileQuery = () =>
  queryOptions({ queryKey: ['me', 'profile'], queryFn: () => request('GET /api/me/profile') });

export const levelQuery = () =>
  queryOptions({ queryKey: ['me', 'level'], queryFn: () => request('GET /api/me/level') });
