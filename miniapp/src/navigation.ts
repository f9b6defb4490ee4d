import Taro from '@tarojs/taro';
import { queryOf } from '@paifan/shared/client/path';

/** Every page outside the tabs, with what its address carries. */
interface PageParams {
  '/packages/shop/product/index': { id: string };
  /** What is bought at once, or what is checked of one group of the cart; `storeId`: sold by a store. */
  '/packages/shop/confirm/index':
    | {
        productId: string;
        skuId?: string;
        quantity: string;
        storeId?: string;
        delivery?: 'express' | 'pickup';
      }
    | { cart: 'checked'; storeId?: string };
  '/packages/shop/coupons/index': { state?: string };
  '/packages/shop/favourites/index': Record<never, string>;
  '/packages/shop/reviews/index': { id: string };
  '/packages/shop/addresses/index': Record<never, string>;
  /** Without `id`: a new one. */
  '/packages/shop/address/index': { id?: string };
  '/packages/shop/result/index': { no: string };
  '/packages/orders/list/index': { state?: string };
  '/packages/orders/detail/index': { no: string };
  '/packages/orders/review/index': { no: string };
  '/packages/orders/afterSale/index': { no: string; line: string };
  '/packages/orders/afterSales/index': Record<never, string>;
  '/packages/orders/afterSaleDetail/index': { no: string };
  '/packages/line/history/index': { id: string };
  '/packages/line/draw/index': { id: string };
  '/packages/line/exchange/index': { id: string };
  '/packages/line/process/index': { id: string };
  '/packages/line/proof/index': { id: string };
  '/packages/store/detail/index': { id: string };
  /** By the store, or by the scene of one of its cashier's codes. */
  '/packages/store/cashier/index': { id: string } | { scene: string };
  '/packages/wallet/home/index': Record<never, string>;
  '/packages/wallet/rewards/index': Record<never, string>;
  '/packages/wallet/withdraw/index': Record<never, string>;
  '/packages/wallet/transfer/index': Record<never, string>;
  '/packages/gifts/list/index': Record<never, string>;
  '/packages/gifts/detail/index': { id: string };
  '/packages/gifts/orders/index': Record<never, string>;
  '/packages/me/profile/index': Record<never, string>;
  '/packages/me/level/index': Record<never, string>;
  '/packages/me/bill/index': { balance?: string };
  '/packages/me/terms/index': Record<never, string>;
  '/packages/me/messages/index': Record<never, string>;
  '/packages/merchant/home/index': Record<never, string>;
  /** `scene`: of a member's code for merchants; `no`: an application that is corrected. */
  '/packages/merchant/apply/index': { scene?: string; no?: string };
  '/packages/merchant/state/index': Record<never, string>;
  '/packages/merchant/recruit/index': Record<never, string>;
  /** `merchant`: whose desk; without it the one that was last open. */
  '/packages/desk/home/index': { merchant?: string };
  '/packages/desk/receipts/index': { merchant: string };
  '/packages/desk/codes/index': { merchant: string };
  '/packages/desk/pickup/index': { merchant: string };
  '/packages/desk/orders/index': { merchant: string };
  '/packages/desk/order/index': { merchant: string; no: string };
  '/packages/desk/afterSales/index': { merchant: string };
  '/packages/desk/afterSale/index': { merchant: string; no: string };
  '/packages/desk/store/index': { merchant: string };
  '/packages/desk/products/index': { merchant: string };
  '/packages/desk/staff/index': { merchant: string };
  /** `code`: of an invitation. */
  '/packages/desk/join/index': { code?: string };
  '/packages/desk/statements/index': { merchant: string };
  '/packages/desk/statement/index': { merchant: string; id: string };
  '/packages/me/invite/index': Record<never, string>;
}

type PagePath = keyof PageParams;
type Tab = 'home' | 'stores' | 'line' | 'cart' | 'me';

export const tabIndex: Record<Tab, number> = { home: 0, stores: 1, line: 2, cart: 3, me: 4 };

/** WeChat keeps at most this many pages; one more is refused, so it takes the place of the last. */
const MAX_PAGES = 10;

/** A second tap within this time meant the first. */
const DOUBLE_TAP_MS = 400;
let lastOpened = { url: '', at: 0 };

/** Opens a page above this one. */
export const open = <P extends PagePath>(path: P, params: PageParams[P]): void =>
  openAddress(path + queryOf({ ...params }));

/** Opens a page by its whole address, as a message names it; a tab comes to the front. */
export function openAddress(url: string): void {
  const at = Date.now();
  if (url === lastOpened.url && at - lastOpened.at < DOUBLE_TAP_MS) return;
  lastOpened = { url, at };
  if (url.startsWith('/pages/')) void Taro.switchTab({ url });
  else void (Taro.getCurrentPages().length < MAX_PAGES ? Taro.navigateTo({ url }) : Taro.redirectTo({ url }));
}

/** Opens a page in place of this one, so that «back» does not lead to a finished form. */
export function replace<P extends PagePath>(path: P, params: PageParams[P]): void {
  void Taro.redirectTo({ url: path + queryOf({ ...params }) });
}

const tabUrl = (tab: Tab): string => `/pages/${tab}/index`;

const isTab = (name: string): name is Tab => name in tabIndex;

export function openTab(tab: Tab): void {
  void Taro.switchTab({ url: tabUrl(tab) });
}

/**
 * Leaves every page at once, with what it held, and begins anew at the tab that lay below them. A page that was opened by its
 * address has none below it; then it is the home page.
 */
export function startAnew(): void {
  const name = /^\/?pages\/(\w+)\/index$/.exec(Taro.getCurrentPages()[0]?.route ?? '')?.[1] ?? '';
  void Taro.reLaunch({ url: tabUrl(isTab(name) ? name : 'home') });
}

/** A parameter of the page's own address, decoded; empty when it is missing. */
export function pageParam(name: string): string {
  const value = Taro.getCurrentInstance().router?.params[name];
  return value === undefined ? '' : decodeURIComponent(value);
}
