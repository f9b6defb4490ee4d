import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ensureBrowser, launchOptions } from '../../scripts/browser';
import type { Role } from '../../shared/src/operators/permissions';
import { operatorWith, PASSWORD } from '../../server/test/support/operators';
import type { TestShop } from '../support/shop';
import { ADMIN_DIST } from '../places';

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

/** Opens the consoles on a screen of 1280 × 800, or another one. */
export async function sitDown(
  browser: Browser,
  shop: TestShop,
  viewport = { width: 1280, height: 800 },
): Promise<Workplace> {
  const context = await browser.newContext({
    viewport,
    baseURL: shop.url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
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

/** A browser of somebody who is signed in already, on a screen of 1280 × 800: every page opened in it is. */
export async function openSession(
  browser: Browser,
  shop: TestShop,
  side: Side,
  token: string,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    baseURL: shop.url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const session = JSON.stringify({ side, token, expiresAt: '2999-01-01T00:00:00Z' });
  await context.addInitScript(`localStorage.setItem('paifan.console', ${JSON.stringify(session)})`);
  return context;
}

/** Signs in, as a new operator of this role, through the form. @returns the operator's login */
export async function signInAs({ page }: Workplace, shop: TestShop, role: Role): Promise<string> {
  const { login } = await operatorWith(shop, role);
  await page.goto('/admin/');
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('button', { name: /退\s*出/ }).waitFor();
  return login;
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
