import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ARTIFACTS_DIR } from '../places';
import { protocolOf } from './protocol';

const FOLDER = path.join(ARTIFACTS_DIR, 'screens');
const PATIENCE_MS = 3_000;

/**
 * Every picture on the screen has come, or will not come (one below it may wait until somebody scrolls there), and nothing moves but
 * what does so without end.
 */
const IS_CALM = `[...document.images].every((image) => {
  const { top, bottom, width } = image.getBoundingClientRect();
  return image.complete || width === 0 || bottom < 0 || top > innerHeight;
}) && document.getAnimations().every((each) =>
  each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity
)`;
/** What was changed last, the size of the screen for one, is drawn; how far the page is scrolled: what lies beyond the screen is not drawn. */
const DRAWN = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
  resolve({ x: scrollX, y: scrollY })
)))`;

/** Keeps a picture of what is on the screen, once that is calm. By the browser's own protocol: it takes a third of the time. */
export async function shoot(page: Page, name: string): Promise<void> {
  const file = path.join(FOLDER, `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  const end = Date.now() + PATIENCE_MS;
  while (!(await page.evaluate<boolean>(IS_CALM)) && Date.now() < end) await page.waitForTimeout(50);
  const scrolled = await page.evaluate<{ x: number; y: number }>(DRAWN);
  const size = page.viewportSize();
  const protocol = await protocolOf(page);
  const { data } = await protocol.send('Page.captureScreenshot', {
    ...{ format: 'png', optimizeForSpeed: true },
    ...(size === null ? {} : { clip: { ...scrolled, ...size, scale: 1 } }),
  });
  await writeFile(file, Buffer.from(data, 'base64'));
}
