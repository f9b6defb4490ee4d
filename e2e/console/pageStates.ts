import type { Page } from 'playwright-core';

const WAITING = '.ant-skeleton, .ant-spin-spinning, .ant-btn-loading, [aria-busy=true]';
const PATIENCE_MS = 15_000;

/** Waits until a page has its heading and nothing on it waits. @throws Error saying what is still missing */
export async function letLoad(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: PATIENCE_MS });
  const waiting = page.locator(WAITING).filter({ visible: true });
  await waiting.first().waitFor({ state: 'detached', timeout: PATIENCE_MS });
}
