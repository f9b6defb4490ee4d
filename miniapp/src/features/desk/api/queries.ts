import { queryOptions } from '@tanstack/react-query';
import type { BodyInputOf, QueryInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import type { CashierCodeId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { dayStatementId } from '@paifan/shared/ids/ids';
import { base64 } from '@/api/base64';
import { requestAtDesk } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type OwnDesk = ResponseOf<'GET /api/desk/me'>;
export type Takings = ResponseOf<'GET /api/desk/takings'>;
export type Taking = Takings['items'][number];
export type CashierCode = ResponseOf<'GET /api/desk/stores/:id/cashier-codes'>['items'][number];
export type Pickup = ResponseOf<'GET /api/desk/pickups/:code'>['items'][number];
export type DeskOrder = ResponseOf<'GET /api/desk/orders/:no'>;
export type DeskOrderSummary = ResponseOf<'GET /api/desk/orders'>['items'][number];
export type DeskOrderState = NonNullable<QueryInputOf<'GET /api/desk/orders'>['state']>;
/** What anybody at the desk sees of a store. */
export type DeskStore = ResponseOf<'GET /api/desk/stores/:id'>;
/** What its people change of its page. */
export type StoreFront = BodyInputOf<'PUT /api/desk/stores/:id'>;
export type DeskProduct = ResponseOf<'GET /api/desk/products'>['items'][number];
export type DeskSku = ResponseOf<'GET /api/desk/products/:id'>['skus'][number];
export type StaffMember = ResponseOf<'GET /api/desk/staff'>['items'][number];
export type Invitation = ResponseOf<'GET /api/desk/staff-invitations'>['items'][number];
export type Statement = ResponseOf<'GET /api/desk/statements'>['items'][number];
export type StatementLine = ResponseOf<'GET /api/desk/statements/:id/lines'>['items'][number];

/* Every key begins with `desk` and whose desk it is: what one merchant is shown is never another's. */

export const deskQuery = (merchant: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'me'],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/me'),
  });

/** What was taken today, with the newest payments. */
export const todayQuery = (merchant: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'today'],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/takings', { query: {} }),
  });

const onlyOn = (day: string) => (day === '' ? {} : { from: day, to: day });

/** The sums of a day; empty: today. */
export const daySumsQuery = (merchant: string, day: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'sums', day],
    queryFn: () =>
      requestAtDesk(merchant, 'GET /api/desk/takings', {
        query: { limit: 1, ...onlyOn(day) },
      }),
  });

/** Payments of a day, newest first; empty: today. */
export const receiptsQuery = (merchant: string, day: string) =>
  pagedQuery(['desk', merchant, 'receipts', day], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/takings', {
      query: { cursor, ...onlyOn(day) },
    }),
  );

export const cashierCodesQuery = (merchant: string, id: StoreId) =>
  pagedQuery(['desk', merchant, 'codes', id], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/stores/:id/cashier-codes', { params: { id }, query: { cursor } }),
  );

/** The picture of a cashier's code in its address: it needs the session. */
export const cashierCodePictureQuery = (merchant: string, id: CashierCodeId) =>
  queryOptions({
    queryKey: ['desk', merchant, 'codePicture', id],
    queryFn: async () => {
      const bytes = await requestAtDesk(merchant, 'GET /api/desk/cashier-codes/:id/code.png', {
        params: { id },
      });
      return `data:image/png;base64,${base64(bytes)}`;
    },
    staleTime: 3_600_000,
  });

export const pickupQuery = (merchant: string, code: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'pickup', code],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/pickups/:code', { params: { code } }),
    // Whether it may be handed over is to be known now, not as it was.
    staleTime: 0,
    gcTime: 0,
  });

export const deskOrdersQuery = (merchant: string, state: DeskOrderState | undefined) =>
  pagedQuery(['desk', merchant, 'orders', state ?? ''], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/orders', { query: { cursor, state } }),
  );

export const deskOrderQuery = (merchant: string, no: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'order', no],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/orders/:no', { params: { no } }),
  });

export const deskStoreQuery = (merchant: string, id: StoreId) =>
  queryOptions({
    queryKey: ['desk', merchant, 'store', id],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/stores/:id', { params: { id } }),
    // A form is begun with how it stands now: somebody else may have written it since.
    gcTime: 0,
  });

/** Which of the products; `low`: ten pieces at most. */
export type ProductFilter = 'all' | 'onSale' | 'offSale' | 'low';

const LOW_STOCK = 10;
const ASKED: Readonly<Record<ProductFilter, QueryInputOf<'GET /api/desk/products'>>> = {
  all: {},
  onSale: { onSale: 'true' },
  offSale: { onSale: 'false' },
  low: { onSale: 'true', stockUpTo: LOW_STOCK },
};

/** Own products, newest first. @param search a part of the name or of the code; empty: all */
export const deskProductsQuery = (merchant: string, filter: ProductFilter, search: string) =>
  pagedQuery(['desk', merchant, 'products', filter, search], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/products', {
      query: { ...ASKED[filter], cursor, search: search === '' ? undefined : search },
    }),
  );

export const deskProductQuery = (merchant: string, id: ProductId) =>
  queryOptions({
    queryKey: ['desk', merchant, 'products', 'one', id],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/products/:id', { params: { id } }),
    gcTime: 0,
  });

export const staffQuery = (merchant: string) =>
  pagedQuery(['desk', merchant, 'staff'], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/staff', { query: { cursor } }),
  );

/** Codes that are still good: a handful at most. */
export const invitationsQuery = (merchant: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'invitations'],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/staff-invitations', { query: { limit: 50 } }),
  });

export const statementsQuery = (merchant: string) =>
  pagedQuery(['desk', merchant, 'statements'], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/statements', { query: { cursor } }),
  );

export const payablesQuery = (merchant: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'payables'],
    queryFn: () => requestAtDesk(merchant, 'GET /api/desk/payables'),
  });

export const statementQuery = (merchant: string, id: string) =>
  queryOptions({
    queryKey: ['desk', merchant, 'statement', id],
    queryFn: () =>
      requestAtDesk(merchant, 'GET /api/desk/statements/:id', { params: { id: dayStatementId(id) } }),
  });

export const statementLinesQuery = (merchant: string, id: string) =>
  pagedQuery(['desk', merchant, 'statementLines', id], (cursor) =>
    requestAtDesk(merchant, 'GET /api/desk/statements/:id/lines', {
      params: { id: dayStatementId(id) },
      query: { cursor },
    }),
  );
