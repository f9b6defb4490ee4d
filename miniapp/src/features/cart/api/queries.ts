import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';

export type Cart = ResponseOf<'GET /api/cart'>;
export type CartGroup = Cart['groups'][number];
export type CartItem = CartGroup['items'][number];

export const cartQuery = () => queryOptions({ queryKey: ['cart'], queryFn: () => request('GET /api/cart') });
