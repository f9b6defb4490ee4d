import type { Shown } from './stage';

/** One page, and how it is to be found in each of its states. */
export interface PageRow {
  /** As app.config.ts names it. */
  path: string;
  /** What its address carries. */
  query?: (shown: Shown) => string;
  /** Tells two rows of one page apart. */
  as?: string;
  /** Class of the page's root. */
  root: string;
  /** Class of what is in it once it has loaded. */
  ready: string;
  /** A page of a merchant's desk: seen by who works there. */
  atDesk?: boolean;
  /** It asks the server for nothing, so that nothing can fail to load. */
  asksNothing?: boolean;
  /**
   * Class of what is in it for a newcomer in an empty shop: the same as `ready` where there is always something, `NOT_THERE` where the
   * page is about one thing.
   */
  empty: string;
}

const EMPTY = 't-empty';
/** What the address names does not exist: the page says so. */
export const NOT_THERE = 't-error';

/** A page of a merchant's desk. `more` is what its address carries beside the desk. */
const deskRow = (
  page: string,
  row: Pick<PageRow, 'root' | 'ready' | 'empty'>,
  more: (shown: Shown) => string = () => '',
): PageRow => ({
  path: `packages/desk/${page}/index`,
  query: (shown) => `merchant=${shown.merchant}${more(shown)}`,
  atDesk: true,
  ...row,
});

/** The pages of the mini-program, in the order of app.config.ts. */
export const PAGES: readonly PageRow[] = [
  { path: 'pages/home/index', root: 't-home', ready: 't-product-card', empty: EMPTY },
  { path: 'pages/stores/index', root: 't-stores', ready: 't-store-card', empty: EMPTY },
  { path: 'pages/line/index', root: 't-line', ready: 't-entry', empty: EMPTY },
  { path: 'pages/cart/index', root: 't-cart', ready: 't-cart-item', empty: EMPTY },
  { path: 'pages/me/index', root: 't-me', ready: 't-nickname', empty: 't-nickname' },

  {
    path: 'packages/shop/product/index',
    query: ({ product }) => `id=${product}`,
    ...{ root: 't-product', ready: 't-buy', empty: NOT_THERE },
  },
  {
    path: 'packages/shop/product/index',
    as: 'with-skus',
    query: ({ productWithSkus }) => `id=${productWithSkus}`,
    ...{ root: 't-product', ready: 't-buy', empty: NOT_THERE },
  },
  {
    path: 'packages/shop/confirm/index',
    query: ({ product }) => `productId=${product}&quantity=2`,
    ...{ root: 't-confirm', ready: 't-confirm-line', empty: NOT_THERE },
  },
  {
    path: 'packages/shop/result/index',
    query: ({ completed }) => `no=${completed}`,
    ...{ root: 't-result', ready: 't-place-card', empty: NOT_THERE },
  },
  {
    path: 'packages/shop/reviews/index',
    query: ({ reviewed }) => `id=${reviewed}`,
    ...{ root: 't-reviews-page', ready: 't-review', empty: EMPTY },
  },
  { path: 'packages/shop/coupons/index', root: 't-coupons', ready: 't-claimable', empty: EMPTY },
  { path: 'packages/shop/favourites/index', root: 't-favourites', ready: 't-product-card', empty: EMPTY },
  { path: 'packages/shop/addresses/index', root: 't-addresses', ready: 't-own-address', empty: EMPTY },
  {
    path: 'packages/shop/address/index',
    query: ({ address }) => `id=${address}`,
    ...{ root: 't-address-page', ready: 't-address-save', empty: EMPTY },
  },
  {
    path: 'packages/shop/address/index',
    ...{ as: 'new', asksNothing: true },
    ...{ root: 't-address-page', ready: 't-address-save', empty: 't-address-save' },
  },

  { path: 'packages/orders/list/index', root: 't-orders', ready: 't-order', empty: EMPTY },
  {
    path: 'packages/orders/detail/index',
    query: ({ completed }) => `no=${completed}`,
    ...{ root: 't-order-page', ready: 't-order-entry', empty: NOT_THERE },
  },
  {
    path: 'packages/orders/detail/index',
    as: 'unpaid',
    query: ({ placed }) => `no=${placed}`,
    ...{ root: 't-order-page', ready: 't-pay', empty: NOT_THERE },
  },
  {
    path: 'packages/orders/review/index',
    query: ({ bought }) => `no=${bought}`,
    ...{ root: 't-review-page', ready: 't-review-card', empty: NOT_THERE },
  },
  {
    path: 'packages/orders/afterSale/index',
    query: ({ bought }) => `no=${bought}&line=0`,
    ...{ root: 't-ask-page', ready: 't-refund-preview', empty: NOT_THERE },
  },
  { path: 'packages/orders/afterSales/index', root: 't-after-sales', ready: 't-after-sale', empty: EMPTY },
  {
    path: 'packages/orders/afterSaleDetail/index',
    query: ({ afterSale }) => `no=${afterSale}`,
    ...{ root: 't-after-sale-page', ready: 't-after-sale-state', empty: NOT_THERE },
  },

  {
    path: 'packages/line/history/index',
    query: ({ entry }) => `id=${entry}`,
    ...{ root: 't-history', ready: 't-payout', empty: NOT_THERE },
  },
  {
    path: 'packages/line/draw/index',
    query: ({ freshEntry }) => `id=${freshEntry}`,
    ...{ root: 't-draw', ready: 't-chance', empty: NOT_THERE },
  },
  {
    path: 'packages/line/exchange/index',
    query: ({ freshEntry }) => `id=${freshEntry}`,
    ...{ root: 't-exchange', ready: 't-do-exchange', empty: NOT_THERE },
  },
  {
    path: 'packages/line/process/index',
    query: ({ freshEntry }) => `id=${freshEntry}`,
    ...{ root: 't-process', ready: 't-self', empty: NOT_THERE },
  },
  {
    path: 'packages/line/proof/index',
    query: ({ entry }) => `id=${entry}`,
    ...{ root: 't-proof', ready: 't-proof-ok', empty: NOT_THERE },
  },

  {
    path: 'packages/store/detail/index',
    query: ({ store }) => `id=${store}`,
    ...{ root: 't-store', ready: 't-cashier', empty: NOT_THERE },
  },
  {
    path: 'packages/store/cashier/index',
    query: ({ store }) => `id=${store}`,
    ...{ root: 't-cashier-page', ready: 't-key-5', empty: NOT_THERE },
  },

  { path: 'packages/wallet/home/index', root: 't-wallet-page', ready: 't-to-points', empty: 't-to-points' },
  { path: 'packages/wallet/rewards/index', root: 't-rewards', ready: 't-reward', empty: EMPTY },
  { path: 'packages/wallet/withdraw/index', root: 't-withdraw-page', ready: 't-withdrawal', empty: EMPTY },
  {
    path: 'packages/wallet/transfer/index',
    ...{ root: 't-transfer-page', ready: 't-transfer-form', empty: EMPTY },
  },

  { path: 'packages/gifts/list/index', root: 't-gifts', ready: 't-gift', empty: EMPTY },
  {
    path: 'packages/gifts/detail/index',
    query: ({ gift }) => `id=${gift}`,
    ...{ root: 't-gift-page', ready: 't-redeem', empty: NOT_THERE },
  },
  { path: 'packages/gifts/orders/index', root: 't-gift-orders', ready: 't-gift-order', empty: EMPTY },

  { path: 'packages/me/bill/index', root: 't-bill', ready: 't-bill-item', empty: EMPTY },
  {
    path: 'packages/me/bill/index',
    as: 'points',
    query: () => 'balance=points',
    ...{ root: 't-bill', ready: 't-bill-item', empty: EMPTY },
  },
  { path: 'packages/me/messages/index', root: 't-messages', ready: 't-message', empty: EMPTY },
  { path: 'packages/me/invite/index', root: 't-invite', ready: 't-invitee', empty: EMPTY },
  { path: 'packages/me/terms/index', root: 't-terms-page', ready: 't-terms-text', empty: EMPTY },
  { path: 'packages/me/profile/index', root: 't-profile', ready: 't-bind', empty: 't-bind' },
  { path: 'packages/me/level/index', root: 't-level', ready: 't-level-name', empty: 't-level-name' },

  { path: 'packages/merchant/home/index', root: 't-merchant', ready: 't-desk', empty: 't-no-desk' },
  {
    path: 'packages/merchant/apply/index',
    query: ({ application }) => `no=${application}`,
    ...{ root: 't-apply', ready: 't-apply-send', empty: EMPTY },
  },
  {
    path: 'packages/merchant/apply/index',
    ...{ as: 'new', asksNothing: true },
    ...{ root: 't-apply', ready: 't-apply-send', empty: 't-apply-send' },
  },
  { path: 'packages/merchant/state/index', root: 't-applications', ready: 't-application', empty: EMPTY },
  {
    path: 'packages/merchant/recruit/index',
    ...{ root: 't-recruit', ready: 't-recruit-code', empty: 't-recruit-code' },
  },

  deskRow('home', { root: 't-desk-home', ready: 't-today', empty: 't-today' }),
  deskRow('receipts', { root: 't-receipts', ready: 't-taking', empty: EMPTY }),
  deskRow('codes', { root: 't-codes', ready: 't-code', empty: EMPTY }),
  deskRow('pickup', { root: 't-pickup-desk', ready: 't-pickup-typed', empty: 't-pickup-typed' }),
  deskRow('orders', { root: 't-desk-orders', ready: 't-desk-order', empty: EMPTY }),
  deskRow(
    'order',
    { root: 't-desk-order-page', ready: 't-send', empty: NOT_THERE },
    ({ deskOrder }) => `&no=${deskOrder}`,
  ),
  deskRow('staff', { root: 't-staff', ready: 't-staff-row', empty: 't-staff-row' }),
  {
    path: 'packages/desk/join/index',
    query: ({ invitation }) => `code=${invitation}`,
    ...{ root: 't-join', ready: 't-join-accept', empty: NOT_THERE },
  },
  {
    path: 'packages/desk/join/index',
    ...{ as: 'typed', asksNothing: true },
    ...{ root: 't-join', ready: 't-join-code', empty: 't-join-code' },
  },
  deskRow('store', { root: 't-desk-store', ready: 't-save-store', empty: EMPTY }),
  deskRow('products', { root: 't-desk-products', ready: 't-desk-product', empty: EMPTY }),
  deskRow('afterSales', { root: 't-desk-after-sales', ready: 't-desk-after-sale', empty: EMPTY }),
  deskRow(
    'afterSale',
    { root: 't-desk-after-sale-page', ready: 't-desk-after-sale-state', empty: NOT_THERE },
    ({ deskAfterSale }) => `&no=${deskAfterSale}`,
  ),
  deskRow('statements', { root: 't-statements', ready: 't-statement-row', empty: EMPTY }),
  deskRow(
    'statement',
    { root: 't-statement', ready: 't-statement-line', empty: NOT_THERE },
    ({ statement }) => `&id=${statement}`,
  ),
];

/** `packages/shop/product/index` is `shop-product` among the pictures. */
export const nameOf = ({ path, as }: PageRow): string =>
  [...path.split('/').slice(1, -1), ...(as === undefined ? [] : [as])].join('-');

/** The address of a page, from the web build's root. */
export const addressOf = ({ path, query }: PageRow, shown: Shown): string =>
  `/#/${path}${query === undefined ? '' : `?${query(shown)}`}`;
