import type { Bundle } from './bundle';
import type { Page } from './page';
import { WxFailure, type AsyncFunctions } from './wx';

/** WeChat keeps at most ten pages one above the other. */
const DEEPEST_STACK = 10;

export interface Navigation {
  readonly functions: AsyncFunctions;
  /** The pages one above the other, the visible one last. */
  pages(): readonly Page[];
  top(): Page;
  /** Opens the first page of the program. */
  start(route: string, query: Record<string, string>): void;
}

/**
 * The page stack, with the rules WeChat documents: tabs are opened by `switchTab` alone, without a query, and stay
 * alive behind each other; other pages are opened above and thrown away.
 * @param open makes a page from its route; the page's `onLoad` and what follows are told from here.
 */
export function createNavigation(
  bundle: Bundle,
  open: (route: string, query: Record<string, string>) => Page,
  soon: (callback: () => void) => void,
): Navigation {
  const tabs = new Map<string, Page>();
  let stack: Page[] = [];

  const top = (): Page => {
    const page = stack.at(-1);
    if (page === undefined) throw new Error('no page is open');
    return page;
  };

  const show = (page: Page): void => {
    page.tell('onShow');
  };

  const enter = (route: string, query: Record<string, string>): void => {
    const page = open(route, query);
    stack.push(page);
    if (bundle.tabs.has(route)) tabs.set(route, page);
    page.tell('onLoad', query);
    show(page);
    soon(() => page.tell('onReady'));
  };

  const throwAway = (page: Page): void => {
    tabs.delete(page.route);
    page.tell('onUnload');
  };

  const target = (url: unknown): { route: string; query: Record<string, string> } => {
    const [address = '', search = ''] = String(url).split('?');
    const route = resolve(address);
    if (!bundle.pages.includes(route)) throw new WxFailure(`page "${route}" is not found`);
    return { route, query: queryOf(search) };
  };

  const resolve = (address: string): string => {
    const base = stack.at(-1)?.route ?? '';
    return new URL(address, `mini:///${base}`).pathname.replace(/^\/+/, '');
  };

  const refuseTab = (route: string): void => {
    if (bundle.tabs.has(route)) throw new WxFailure('can not navigateTo a tabbar page');
  };

  const functions: AsyncFunctions = {
    navigateTo({ url }) {
      const { route, query } = target(url);
      refuseTab(route);
      if (stack.length >= DEEPEST_STACK) throw new WxFailure(`webview count limit exceed`);
      top().tell('onHide');
      enter(route, query);
    },
    redirectTo({ url }) {
      const { route, query } = target(url);
      refuseTab(route);
      throwAway(top());
      stack.pop();
      enter(route, query);
    },
    reLaunch({ url }) {
      const { route, query } = target(url);
      for (const page of [...stack, ...tabs.values()].filter((page, at, all) => all.indexOf(page) === at))
        throwAway(page);
      stack = [];
      enter(route, query);
    },
    switchTab({ url }) {
      if (String(url).includes('?')) throw new WxFailure('url with parameters');
      const { route } = target(url);
      if (!bundle.tabs.has(route)) throw new WxFailure('can not switch to no-tabBar page');
      const before = top();
      if (before.route === route) return;
      for (const page of stack.filter((page) => !bundle.tabs.has(page.route)).reverse()) throwAway(page);
      if (bundle.tabs.has(before.route)) before.tell('onHide');
      stack = [];
      const kept = tabs.get(route);
      if (kept === undefined) return enter(route, {});
      stack.push(kept);
      show(kept);
    },
    navigateBack({ delta }) {
      const steps = typeof delta === 'number' ? delta : 1;
      if (stack.length < 2) throw new WxFailure('cannot navigate back at first page.');
      for (let step = 0; step < steps && stack.length > 1; step += 1) {
        throwAway(top());
        stack.pop();
      }
      show(top());
    },
  };

  return {
    functions,
    pages: () => stack,
    top,
    start: enter,
  };
}

/** A page gets its parameters as they were written; what was encoded stays encoded. */
function queryOf(search: string): Record<string, string> {
  const pairs = search.split('&').filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name, value.join('=')];
    }),
  );
}
