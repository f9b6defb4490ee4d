import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ensureBrowser, launchOptions } from '../../scripts/browser';
import type { Role } from '../../shared/src/operators/permissions';
import { operatorWith } from '../../server/test/support/operators';
import type { TestShop } from '../support/shop';
import { ADMIN_DIST } from '../places';
import { watchPage } from '../support/failing';

/** A desk's screen with one person before it. */
export interface Workplace {
  page: Page;
  context: BrowserContext;
  /** What the page wrote to the console as an error, or threw. */
  complaints: string[];
}

/** A browser for the consoles. @throws Error when they are not built. */
export async function openConsoleBrowser(): Promise<Browser> {
  const start = path.join(ADMIN_DIST, 'index.html');
  if (!existsSync(start)) throw new Error(`${start} is missing: build it with \`npm run build -w admin\`.`);
  return chromium.launch(launchOptions(await ensureBrowser()));
}

const SCREEN = { width: 1280, height: 800 };

async function openContext(
  browser: Browser,
  shop: Pick<TestShop, 'url'>,
  viewport = SCREEN,
  timezoneId = 'Asia/Shanghai',
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport,
    baseURL: shop.url,
    locale: 'zh-CN',
    timezoneId,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  context.on('page', watchPage);
  return context;
}

/** Opens the consoles on a screen of 1280 × 800, or another one, in Shanghai or elsewhere. */
export async function sitDown(
  browser: Browser,
  shop: TestShop,
  viewport = SCREEN,
  timezoneId?: string,
): Promise<Workplace> {
  const context = await openContext(browser, shop, viewport, timezoneId);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  return { page, context, complaints };
}

/** Which console somebody is signed in to. */
export type Side = 'operator' | 'staff';

/** Lets every page of a browser be of somebody who is signed in already. */
const keepSignedIn = (context: BrowserContext, side: Side, token: string): Promise<unknown> => {
  const session = JSON.stringify({ side, token, expiresAt: '2999-01-01T00:00:00Z' });
  return context.addInitScript(`localStorage.setItem('paifan.console', ${JSON.stringify(session)})`);
};

/** A browser of somebody who is signed in already, on a screen of 1280 × 800: every page opened in it is. */
export async function openSession(
  browser: Browser,
  shop: Pick<TestShop, 'url'>,
  side: Side,
  token: string,
): Promise<BrowserContext> {
  const context = await openContext(browser, shop);
  await keepSignedIn(context, side, token);
  return context;
}

/** Opens a console as somebody who is signed in already. @param address below /admin/ */
export async function enter(
  { page, context }: Workplace,
  side: Side,
  token: string,
  address: string,
): Promise<void> {
  await keepSignedIn(context, side, token);
  await page.goto(`/admin/${address}`);
  await page.getByRole('button', { name: /退\s*出/ }).waitFor();
}

/**
 * Opens the console as a new operator of this role, without the form: the tests of signing in fill that.
 * @param address below /admin/ @returns the operator's login
 */
export async function signInAs(place: Workplace, shop: TestShop, role: Role, address = ''): Promise<string> {
  const { login, token } = await operatorWith(shop, role);
  await enter(place, 'operator', token, address);
  return login;
}

/** Opens the console at an address below /admin/ as somebody of this role. Two at once have seats of their own. */
export type Seats = (role: Role, address: string, seat?: 'first' | 'second') => Promise<Workplace>;

/** Keeps the places of a file: who comes back finds the pages' code at hand, and none of the complaints of before. */
export function keepSeats(browser: Browser, shop: TestShop): Seats {
  const kept = new Map<string, Workplace>();
  return async (role, address, seat = 'first') => {
    const known = kept.get(`${role} ${seat}`);
    const place = known ?? (await sitDown(browser, shop));
    if (known === undefined) await signInAs(place, shop, role, address);
    else {
      await place.page.setViewportSize(SCREEN);
      await place.page.goto(`/admin/${address}`);
    }
    place.complaints.length = 0;
    kept.set(`${role} ${seat}`, place);
    return place;
  };
}

/** Signs in at a merchant's desk, through the form. */
export async function signInAtDesk(
  { page }: Workplace,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<void> {
  await page.goto('/admin/desk');
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: /登\s*录/ }).click();
}
