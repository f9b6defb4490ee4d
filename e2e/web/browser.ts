import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, devices, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ensureBrowser, launchOptions } from '../../scripts/browser';
import { H5_DIST } from '../places';
import { watchPage } from '../support/failing';

/** A phone's browser with one person before it. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** What the page wrote to the console as an error, threw, or asked for in vain, but for the answers that are expected. */
  complaints: string[];
}

/** A browser for the web build. @throws Error when that is not built. */
export async function openBrowser(): Promise<Browser> {
  const start = path.join(H5_DIST, 'index.html');
  if (!existsSync(start))
    throw new Error(`${start} is missing: build it with \`npm run build:h5 -w miniapp\`.`);
  return chromium.launch(launchOptions(await ensureBrowser()));
}

/** Opens the shop as an iPhone 13 in China does. */
export async function visit(browser: Browser, baseUrl: string): Promise<Visitor> {
  const context = await browser.newContext({
    ...devices['iPhone 13'],
    baseURL: baseUrl,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  context.on('page', watchPage);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  await page.goto('/');
  return { page, context, complaints };
}
