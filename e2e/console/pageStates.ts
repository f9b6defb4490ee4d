import type { Locator, Page, Route } from 'playwright-core';

/** Who is signed in is asked by the frame, and what is told live is no content of a page. */
const FRAME = /\/api\/(admin|desk)\/(me|live)$|\/stream$/;
const WAITING = '.ant-skeleton, .ant-spin-spinning, .ant-btn-loading, [aria-busy=true]';
const PATIENCE_MS = 15_000;

/** A page asks again by itself before it gives up: its pauses are short here. */
const SHORT_PAUSES = `{
  const slow = window.setTimeout.bind(window);
  window.setTimeout = (run, after, ...rest) => slow(run, Math.min(after ?? 0, 100), ...rest);
}`;

/** Waits until a page has its heading and nothing on it waits. @throws Error saying what is still missing */
export async function letLoad(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: PATIENCE_MS });
  const waiting = page.locator(WAITING).filter({ visible: true });
  await waiting.first().waitFor({ state: 'detached', timeout: PATIENCE_MS });
}

/**
 * Holds back what a page asks for, refuses it, and answers at last, as if the server had been away for a while.
 * @returns what the page should have shown meanwhile and did not
 */
export async function breakOff(page: Page, address: string): Promise<string[]> {
  const against: string[] = [];
  const held: Route[] = [];
  let state: 'held' | 'refused' | 'answered' = 'held';
  const refuse = (route: Route): Promise<void> =>
    route.fulfill({ status: 500, json: { code: 'internal', message: '服务器内部错误' } });
  await page.route('**/api/**', async (route) => {
    if (state === 'answered' || FRAME.test(new URL(route.request().url()).pathname)) await route.continue();
    else if (state === 'held') held.push(route);
    else await refuse(route);
  });
  await page.addInitScript(SHORT_PAUSES);
  await page.goto(`/admin/${address}`);
  await page.getByRole('button', { name: /退\s*出/ }).waitFor({ timeout: PATIENCE_MS });
  // A page that asks for nothing has nothing to wait for.
  for (let turn = 0; held.length === 0 && turn < 10; turn += 1) await page.waitForTimeout(50);
  if (held.length === 0) return against;
  if (!(await appears(page.locator(WAITING)))) against.push('does not show that it loads');

  state = 'refused';
  await Promise.all(held.map(refuse));
  const retry = page.getByRole('button', { name: /重\s*试/ }).filter({ visible: true });
  if (!(await appears(retry))) return [...against, 'does not say that it could not load'];

  state = 'answered';
  const end = Date.now() + PATIENCE_MS;
  while ((await retry.count()) > 0 && Date.now() < end) {
    await retry
      .first()
      .click({ timeout: 1_000 })
      .catch(() => undefined);
    await letLoad(page);
  }
  if ((await retry.count()) > 0) against.push('does not come when it is tried again');
  return against;
}

const appears = (what: Locator): Promise<boolean> =>
  what
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: 5_000 })
    .then(
      () => true,
      () => false,
    );
