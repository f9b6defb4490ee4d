import { setTimeout as pause } from 'node:timers/promises';
import { devices, type Browser, type CDPSession, type Page } from 'playwright-core';
import { ClearError } from '../../scripts/terminal';

/** A network as the DevTools of Chromium play it: rates in bits a second; the delay of an answer, in ms, is that of a new connection too. */
export interface NetworkProfile {
  readonly name: string;
  readonly downBits: number;
  readonly upBits: number;
  readonly delayMs: number;
}

/** «Fast 4G» of the DevTools, which is a usual day of 4G. Their figures already have in them what opening a connection costs. */
export const FAST_4G: NetworkProfile = {
  name: 'Fast 4G',
  downBits: 8_100_000,
  upBits: 1_350_000,
  delayMs: 165,
};
/** «Slow 4G», which was called «Fast 3G» before. */
export const SLOW_4G: NetworkProfile = {
  name: 'Slow 4G',
  downBits: 1_440_000,
  upBits: 675_000,
  delayMs: 562.5,
};

/** So many times slower than this machine's, as Lighthouse plays a phone of the middle. */
export const CPU_SLOWDOWN = 4;

/** Something that the browser fetched. */
export interface Fetched {
  readonly url: string;
  readonly type: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A visit of one address with nothing in the browser's cache. Times in ms since the address was asked for. */
export interface Visit {
  readonly shownMs: number;
  readonly firstPaintMs: number;
  /** Until it was shown: bytes over the network with their headers, and what was fetched. */
  readonly bytes: number;
  readonly fetched: readonly Fetched[];
}

const PATIENCE_MS = 60_000;

/**
 * Opens an address as a slow phone does that was never there before.
 * @param selector what has to be seen within the screen; the first frame that shows it counts
 */
export async function visitSlowly(
  browser: Browser,
  url: string,
  selector: string,
  network: NetworkProfile,
): Promise<Visit> {
  const context = await browser.newContext({ ...devices['iPhone 13'], locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await slowDown(cdp, network);
    const traffic = countTraffic(cdp);
    let tell: (ms: number) => void = () => undefined;
    const shown = new Promise<number>((resolve) => (tell = resolve));
    await page.exposeFunction('benchShown', tell);
    await page.addInitScript({ content: watchFor(selector) });
    await page.goto(url, { waitUntil: 'commit', timeout: PATIENCE_MS });
    const shownMs = await Promise.race([shown, late(selector)]);
    return { shownMs, firstPaintMs: await firstPaint(page), ...traffic() };
  } finally {
    await context.close();
  }
}

async function slowDown(cdp: CDPSession, { downBits, upBits, delayMs }: NetworkProfile): Promise<void> {
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: delayMs,
    downloadThroughput: downBits / 8,
    uploadThroughput: upBits / 8,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}

/** @returns what has come over the network up to now */
function countTraffic(cdp: CDPSession): () => Pick<Visit, 'bytes' | 'fetched'> {
  let bytes = 0;
  const fetched: Fetched[] = [];
  cdp.on('Network.responseReceived', ({ type, response }) => {
    const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
    fetched.push({ url: response.url, type, headers: Object.fromEntries(headers) });
  });
  cdp.on('Network.dataReceived', ({ encodedDataLength }) => (bytes += encodedDataLength));
  return () => ({ bytes, fetched: [...fetched] });
}

/** What runs in the page before everything else. The frame that follows one in which the element stands shows that it does. */
const watchFor = (selector: string): string => `{
  const isSeen = (element) => {
    const { top, height } = element.getBoundingClientRect();
    return height > 0 && top < innerHeight && element.checkVisibility({ visibilityProperty: true });
  };
  const look = () => {
    const shown = [...document.querySelectorAll(${JSON.stringify(selector)})].some(isSeen);
    requestAnimationFrame(shown ? () => benchShown(performance.now()) : look);
  };
  requestAnimationFrame(look);
}`;

async function late(selector: string): Promise<never> {
  await pause(PATIENCE_MS, undefined, { ref: false });
  throw new ClearError(`${selector} was not seen within ${PATIENCE_MS / 1000} s.`);
}

const firstPaint = (page: Page): Promise<number> =>
  page.evaluate<number>('performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0');

const STEPS = 5_000_000;

/** Steps of xorshift that the slowed phone takes in a second by the clock: tells a loaded machine from a slow page. */
export async function slowedStepsPerSecond(browser: Browser): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await slowDown(await context.newCDPSession(page), FAST_4G);
    const ms = await page.evaluate((steps) => {
      const begun = performance.now();
      let state = 1;
      for (let step = 0; step < steps; step += 1) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
      }
      if (state === 0) throw new Error('xorshift never comes to 0');
      return performance.now() - begun;
    }, STEPS);
    return Math.round((STEPS * 1000) / ms);
  } finally {
    await context.close();
  }
}
