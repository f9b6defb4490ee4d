import { queryOptions } from '@tanstack/react-query';
import type { QueryInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { requestAtDesk } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type DeskAfterSale = ResponseOf<'GET /api/desk/after-sales/:no'>;
export type DeskAfterSaleState = NonNullable<QueryInputOf<'GET /api/desk/after-sales'>['state']>;
export type DeskRefundPreview = ResponseOf<'GET /api/desk/after-sales/:no/preview'>;

/** Every key of after-sales at a desk begins so. */
export const afterSalesKey = (merchant: string) => ['desk', merchant, 'afterSales'] as const;

export const deskAfterSalesQuery = (merchant: string, state: DeskAfterSaleState | undefined) =>
  pagedQuery([...afterSalesKey(merchant), state ?? 'all'], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/after-sales', { query: { cursor, state } }),
  );

export const deskAfterSaleQuery = (merchant: string, no: string) =>
  queryOptions({
    queryKey: [...afterSalesKey(merchant), 'one', no],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/after-sales/:no', { params: { no } }),
  });

/** What its refund would do now. It is asked for anew each time: what it would do may have moved. */
export const deskRefundQuery = (merchant: string, no: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'refundPreview', no],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/after-sales/:no/preview', { params: { no } }),
    staleTime: Infinity,
    gcTime: 0,
  });
