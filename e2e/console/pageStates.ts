import type { Locator, Page, Route } from 'playwright-core';

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
  {
    words: '服务器内部错误',
    make: (route: Route): Promise<void> =>
      route.fulfill({ status: 500, json: { code: 'internal', message: '服务器内部错误' } }),
  },
  {
    words: '网络不太通畅，请稍后再试',
    make: (route: Route): Promise<void> => route.abort('connectionfailed'),
  },
] as const;

/**
 * Opens a page while what it asks for is held back, then refused, then answered, as if the server had been away for a while. Afterwards
 * the page stands there with its content.
 * @param turn a number: by turns the server answers 500 or cannot be reached
 * @returns what the page should have shown meanwhile and did not
 */
export async function openBroken(page: Page, address: string, turn: number): Promise<string[]> {
  const trouble = TROUBLES[turn % TROUBLES.length] ?? TROUBLES[0];
  const held: Route[] = [];
  let state: 'held' | 'refused' | 'answered' = 'held';
  await page.unrouteAll();
  await page.route('**/api/**', async (route) => {
    if (state === 'answered' || FRAME.test(new URL(route.request().url()).pathname)) await route.continue();
    else if (state === 'held') held.push(route);
    else await trouble.make(route);
  });
  await page.goto(`/admin/${address}`);
  await page.getByRole('button', { name: /退\s*出/ }).waitFor({ timeout: PATIENCE_MS });
  if (!(await isAsked(page, held))) {
    state = 'answered';
    await Promise.all(held.map((route) => route.continue()));
    return [];
  }

  const against: string[] = [];
  if (!(await appears(page.locator(WAITING)))) against.push('does not show that it loads');
  if ((await page.locator('.nothing').filter({ visible: true }).count()) > 0)
    against.push('says that nothing is there before it knows');

  state = 'refused';
  await Promise.all(held.map(trouble.make));
  const retry = page.getByRole('button', { name: /重\s*试/ }).filter({ visible: true });
  if (!(await appears(retry))) against.push('offers no second try');
  if (!(await appears(page.locator('.ant-alert-error').filter({ hasText: trouble.words }))))
    against.push('does not say why it could not load');

  state = 'answered';
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

/** Goes to another page of the application, without loading it anew. @returns once the page is there */
export async function goInside(page: Page, address: string): Promise<void> {
  await page.evaluate(`{
    for (const heading of document.querySelectorAll('h1')) heading.dataset.left = '';
    history.pushState(null, '', ${JSON.stringify(`/admin/${address}`)});
    dispatchEvent(new PopStateEvent('popstate'));
  }`);
  await page.locator('h1:not([data-left])').first().waitFor({ timeout: PATIENCE_MS });
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
async function isAsked(page: Page, held: readonly Route[]): Promise<boolean> {
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
    .waitFor({ timeout: 5_000 })
    .then(
      () => true,
      () => false,
    );
