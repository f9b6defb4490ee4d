import { queryOptions } from '@tanstack/react-query';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type AfterSale = ResponseOf<'GET /api/after-sales/:no'>;
export type AfterSaleSummary = ResponseOf<'GET /api/after-sales'>['items'][number];
export type AfterSaleRequest = BodyInputOf<'POST /api/orders/:no/after-sales'>;
export type RefundableLine = ResponseOf<'GET /api/orders/:no/after-sales'>['lines'][number];
export type RefundPreview = ResponseOf<'GET /api/orders/:no/refund-preview'>;
export type Parcel = ResponseOf<'GET /api/orders/:no/parcels'>['items'][number];

export const parcelsQuery = (no: string) =>
  queryOptions({
    queryKey: ['orders', 'parcels', no],
    queryFn: () => request('GET /api/orders/:no/parcels', { params: { no } }),
  });

/** What of an order can be refunded still, and what was asked for. */
export const refundableQuery = (no: string) =>
  queryOptions({
    queryKey: ['orders', 'refundable', no],
    queryFn: () => request('GET /api/orders/:no/after-sales', { params: { no } }),
  });

/** What a refund of so much of a line would do. `amountFen` null: nothing can be said yet. */
export const refundPreviewQuery = (no: string, line: number, amountFen: number | null) =>
  queryOptions({
    queryKey: ['refundPreview', no, line, amountFen],
    queryFn: () =>
      request('GET /api/orders/:no/refund-preview', {
        params: { no },
        query: { line, amountFen: amountFen ?? 0 },
      }),
    enabled: amountFen !== null,
    staleTime: 0,
  });

export const afterSalesQuery = () =>
  pagedQuery(['orders', 'afterSales'], (cursor) => request('GET /api/after-sales', { query: { cursor } }));

export const afterSaleQuery = (no: string) =>
  queryOptions({
    queryKey: ['orders', 'afterSale', no],
    queryFn: () => request('GET /api/after-sales/:no', { params: { no } }),
  });
