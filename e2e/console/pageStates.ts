import type { Locator, Page } from 'playwright-core';
import { REFUSAL, stopApi, type WaitingRequest } from '../web/pages/failing';

/** Who is signed in is asked by the frame, and what is told live is no content of a page. */
const FRAME = /\/api\/(admin|desk)\/(me|live|waiting)$|\/stream$/;
const WAITING = [
  ...['.ant-skeleton', '.ant-spin-spinning', '.ant-btn-loading', '.ant-select .anticon-loading'],
  '[aria-busy=true]',
].join(', ');
const PATIENCE_MS = 30_000;

/** A page asks again by itself before it gives up: its pauses are short here. For a context's init script. */
export const SHORT_PAUSES = `{
  const slow = window.setTimeout.bind(window);
  window.setTimeout = (run, after, ...rest) => slow(run, Math.min(after ?? 0, 100), ...rest);
}`;

/** Waits until a page has its heading and nothing on it waits. @throws Error saying what is still missing */
export async function letLoad(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: PATIENCE_MS });
  const waiting = page.locator(WAITING).filter({ visible: true });
  await waiting.first().waitFor({ state: 'detached', timeout: PATIENCE_MS });
}

/** Ways in which an answer does not come, and what a page says of each. */
const TROUBLES = [
  { how: 'refused', words: REFUSAL.message },
  { how: 'unreachable', words: '网络不太通畅，请稍后再试' },
] as const;

/**
 * Opens a page while what it asks for is held back, then refused, then answered, as if the server had been away for a while. Afterwards
 * the page stands there with its content.
 * @param turn a number: by turns the server answers 500 or cannot be reached
 * @returns what the page should have shown meanwhile and did not
 */
export async function openBroken(page: Page, address: string, turn: number): Promise<string[]> {
  const trouble = TROUBLES[turn % TROUBLES.length] ?? TROUBLES[0];
  const held: WaitingRequest[] = [];
  let isRefused = false;
  const stopNoMore = await stopApi(page, (request) => {
    if (FRAME.test(new URL(request.url).pathname)) void request.letThrough();
    else if (isRefused) void request.fail(trouble.how);
    else held.push(request);
  });
  await page.goto(`/admin/${address}`);
  await page.getByRole('button', { name: /退\s*出/ }).waitFor({ timeout: PATIENCE_MS });
  if (!(await isAsked(page, held))) {
    await stopNoMore();
    return [];
  }

  const against: string[] = [];
  if (!(await appears(page.locator(WAITING)))) against.push('does not show that it loads');
  if ((await page.locator('.nothing').filter({ visible: true }).count()) > 0)
    against.push('says that nothing is there before it knows');

  isRefused = true;
  await Promise.all(held.map((request) => request.fail(trouble.how)));
  const retry = page.getByRole('button', { name: /重\s*试/ }).filter({ visible: true });
  if (!(await appears(retry))) against.push('offers no second try');
  if (!(await appears(page.locator('.ant-alert-error').filter({ hasText: trouble.words }))))
    against.push('does not say why it could not load');

  await stopNoMore();
  // A part that failed later, or that is inside of another one, has a button of its own. Pressed wherever it is just now: a busy browser
  // draws too seldom for a pointer.
  const waiting = page.locator(WAITING).filter({ visible: true });
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if ((await retry.count()) > 0) await press(retry.first());
    else if ((await waiting.count()) === 0) break;
    await page.waitForTimeout(50);
  }
  if ((await retry.count()) > 0) against.push('does not come when it is tried again');
  return against;
}

/**
 * Goes to another page of the application, without loading it anew.
 * @param sign a selector of what is there once the page is; what the page before had of it does not count
 * @returns that
 */
export async function goInside(page: Page, address: string, sign = 'h1'): Promise<Locator> {
  await page.evaluate(`{
    for (const old of document.querySelectorAll('${sign}')) old.dataset.left = '';
    history.pushState(null, '', ${JSON.stringify(`/admin/${address}`)});
    dispatchEvent(new PopStateEvent('popstate'));
  }`);
  const there = page.locator(`${sign}:not([data-left])`).first();
  await there.waitFor({ timeout: PATIENCE_MS });
  return there;
}

/**
 * What is wrong with how a page says that there is nothing.
 * @param everywhere every list has to say what to do, also one that is a part of something larger
 */
export async function emptiness(page: Page, everywhere: boolean): Promise<string[]> {
  const bare = `.ant-empty${everywhere ? ', .ant-table-placeholder:not(:has(.nothing))' : ''}`;
  const texts = await page.locator(bare).filter({ visible: true }).allInnerTexts();
  return texts.map((text) => `says that nothing is there, and not what to do: «${text.trim()}»`);
}

/** Whether a page asks for anything: else it stands at once. */
async function isAsked(page: Page, held: readonly WaitingRequest[]): Promise<boolean> {
  const heading = page.getByRole('heading', { level: 1 });
  for (const end = Date.now() + PATIENCE_MS; held.length === 0 && Date.now() < end;) {
    const stands = (await heading.count()) > 0;
    await page.waitForTimeout(100);
    if (stands) break;
  }
  return held.length > 0;
}

/** It may have gone by itself meanwhile. */
const press = (button: Locator): Promise<void> =>
  button.dispatchEvent('click', undefined, { timeout: 1_000 }).catch(() => undefined);

const appears = (what: Locator): Promise<boolean> =>
  what
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: PATIENCE_MS })
    .then(
      () => true,
      () => false,
    );
