import { queryOptions } from '@tanstack/react-query';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { base64 } from '@/api/base64';
import { request } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type Basket = BodyInputOf<'POST /api/orders/quote'>;
export type Quote = ResponseOf<'POST /api/orders/quote'>;
export type QuoteLine = Quote['lines'][number];
export type Terms = QuoteLine['terms'];
export type Order = ResponseOf<'GET /api/orders/:no'>;
export type OrderLine = Order['lines'][number];
export type OrderSummary = ResponseOf<'GET /api/orders'>['items'][number];
export type OrderState = Order['state'];

/** Everything that an order moves: asked anew after a purchase. */
export const MOVED_BY_ORDERS = ['orders', 'queue', 'me', 'product', 'products'];

export const quoteQuery = (basket: Basket) =>
  queryOptions({
    queryKey: ['quote', basket],
    queryFn: () => request('POST /api/orders/quote', { body: basket }),
    staleTime: 0,
    gcTime: 0,
  });

/** The member's orders; no state: all of them. */
export const ordersQuery = (state: OrderState | undefined) =>
  pagedQuery(['orders', 'list', state ?? 'all'], (cursor) =>
    request('GET /api/orders', { query: { cursor, state } }),
  );

/** The pickup code as a picture in its address: it needs the session, which a plain picture cannot send. */
export const pickupCodeQuery = (no: string) =>
  queryOptions({
    queryKey: ['pickupCode', no],
    queryFn: async () => {
      const bytes = await request('GET /api/orders/:no/pickup-code.png', { params: { no } });
      return `data:image/png;base64,${base64(bytes)}`;
    },
    staleTime: Infinity,
  });

export const orderQuery = (no: string) =>
  queryOptions({
    queryKey: ['orders', 'one', no],
    queryFn: () => request('GET /api/orders/:no', { params: { no } }),
  });
