import type { Browser, Response } from 'playwright-core';
import { gzipped } from '../support/gzipped';
import { openDemoShop, type TestShop } from '../support/shop';
import { openBrowser } from './browser';
import { seen } from './screen';

/** A slow phone in the country has this much patience. */
const MOST_JAVASCRIPT = 200_000;

let shop: TestShop;
let browser: Browser;
/** What was loaded until the first products could be seen. */
let loaded: Response[];

beforeAll(async () => {
  shop = await openDemoShop();
  browser = await openBrowser();
  const page = await browser.newPage({ baseURL: shop.url });
  loaded = [];
  page.on('response', (response) => loaded.push(response));
  await page.goto('/');
  await seen(page, 't-product-card').first().waitFor();
  await page.waitForLoadState('networkidle');
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const pathsOf = (type: 'script' | 'stylesheet'): string[] =>
  loaded
    .filter((response) => response.request().resourceType() === type)
    .map((response) => new URL(response.url()).pathname);

test('the JavaScript that the first screen needs is less than 200 kB on its way', async () => {
  const scripts = pathsOf('script');
  expect(scripts.length).toBeGreaterThan(2);
  const sizes = await Promise.all(scripts.map((script) => gzipped(new URL(script, shop.url))));
  expect(sizes.map(({ encoding }) => encoding)).not.toContain('none');
  expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(MOST_JAVASCRIPT);
});

test('what the first screen needs is sent compressed, and kept by the browser for good', async () => {
  for (const response of loaded) {
    const type = response.request().resourceType();
    if (type !== 'script' && type !== 'stylesheet') continue;
    const headers = await response.allHeaders();
    // Less than a kilobyte is not worth compressing.
    if ((await response.body()).length > 1_024) expect(headers['content-encoding']).toMatch(/^(br|gzip)$/);
    expect(headers['cache-control']).toContain('immutable');
  }
});
