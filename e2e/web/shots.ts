import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ARTIFACTS_DIR } from '../places';

const FOLDER = path.join(ARTIFACTS_DIR, 'screens');
/** A picture far below the screen may wait until somebody scrolls to it. */
const PATIENCE_MS = 3_000;

/** Keeps a picture of what is on the screen, once its own pictures have come. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await picturesCome(page);
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}

async function picturesCome(page: Page): Promise<void> {
  const pictures = page.locator('img').filter({ visible: true });
  const end = Date.now() + PATIENCE_MS;
  const complete = () =>
    pictures.evaluateAll((images) => images.every((image) => Reflect.get(image, 'complete') === true));
  while (!(await complete()) && Date.now() < end) await page.waitForTimeout(50);
}
