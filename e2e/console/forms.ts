import path from 'node:path';
import type { Locator, Page, Route } from 'playwright-core';
import type { FormShop } from './formShop';
import type { FormRow } from './formTables';
import { goInside, letLoad } from './pageStates';

/* How a row of the tables of forms is held: filled in, refused, looked at, and saved then. */

const PICTURE = path.resolve(__dirname, '../../miniapp/src/icons/home.png');

const refuse =
  (status: number, json: object) =>
  (route: Route): Promise<void> =>
    route.fulfill({ status, json });

const REFUSALS = [
  { words: '刚刚有人改过', refuse: refuse(409, { code: 'conflict', message: '刚刚有人改过' }) },
  { words: '这样不行', refuse: refuse(422, { code: 'invalid_request', message: '这样不行' }) },
  { words: '服务器内部错误', refuse: refuse(500, { code: 'internal', message: '服务器内部错误' }) },
  { words: '网络不太通畅', refuse: (route: Route) => route.abort('connectionfailed') },
] as const;

const WRITES = /^(POST|PUT|DELETE)$/;

/** Fills a form in, lets it be refused in one of the ways by turns, and saves it then. @param desk before the addresses of a desk */
export async function holdForm(
  page: Page,
  shop: FormShop,
  row: FormRow,
  { turn, desk = '' }: { turn: number; desk?: '' | 'desk/' },
): Promise<void> {
  const told = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => shop.names[name] ?? '');
  const { way = [], typed = {}, chosen = {}, picked = [], send, verb } = row;
  const examples = desk === '' ? shop.operatorExamples : shop.deskExamples;
  await open(page, desk, examples[row.at] ?? told(row.at));
  for (const step of way) {
    if (typeof step !== 'string') await typeable(page, step[0]).fill(told(step[1]));
    else {
      await press(named(top(page), step));
      await letLoad(page);
    }
  }
  for (const choice of picked) await choiceOf(page, choice).press('Space');
  const isPicked = await states(page, picked);
  for (const [field, choice] of Object.entries(chosen)) await choose(page, field, choice);
  if (row.pictures) await bringPictures(page);
  for (const [field, text] of Object.entries(typed)) await typeable(page, field).fill(text);

  const { words, refuse: refused } = REFUSALS[turn % REFUSALS.length] ?? REFUSALS[0];
  const isWrite = (route: Route): boolean => WRITES.test(route.request().method());
  await page.route('**/api/**', (route) => (isWrite(route) ? refused(route) : route.continue()));
  const asked = page.waitForRequest((request) => WRITES.test(request.method()));
  await press(named(top(page), send));
  if (verb !== undefined) await answer(page, verb);
  await asked;
  await letLoad(page);
  await page.getByText(words).last().waitFor();
  // Where nothing is typed after the way, that is what is sent.
  const typedOnTheWay = way.flatMap((step) =>
    typeof step === 'string' ? [] : [[step[0], told(step[1])] as const],
  );
  for (const [field, text] of row.typed ? Object.entries(typed) : typedOnTheWay)
    expect([field, await typeable(page, field).inputValue()]).toEqual([field, text]);
  for (const [field, choice] of Object.entries(chosen))
    await listOf(page, field).getByText(choice).first().waitFor();
  expect(await states(page, picked)).toEqual(isPicked);

  await page.unroute('**/api/**');
  const saved = page.waitForResponse((response) => WRITES.test(response.request().method()) && response.ok());
  if (verb === undefined || row.asksAgain) await press(named(top(page), send));
  if (verb !== undefined) await answer(page, verb);
  await (await saved).finished();
  await letLoad(page);
}

/** Opens a page of the application anew, also one of the kind that is open. */
async function open(page: Page, desk: string, address: string): Promise<void> {
  const kindOf = (path: string): string | undefined => path.split(/[/?#]/)[0];
  const now = new URL(page.url()).pathname.slice(`/admin/${desk}`.length);
  if (kindOf(address) === 'apply') await page.goto(`/admin/${address}`);
  else if (kindOf(now) === kindOf(address)) await goInside(page, `${desk}tasks`);
  if (kindOf(address) !== 'apply') await goInside(page, `${desk}${address}`);
  await letLoad(page);
}

/** The dialog or drawer that is in front, or the page. */
export const top = (page: Page): Locator =>
  page.locator('[role=dialog]:not(.ant-modal-confirm), main').filter({ visible: true }).last();

const question = (page: Page): Locator => page.locator('.ant-modal-confirm');

/** A field by its name; a name may be part of a longer one elsewhere. */
const fieldOf = (within: Locator, name: string): Locator =>
  within.getByLabel(name, { exact: true }).and(within.locator('input, textarea, [role=switch]')).first();

/** A field that is typed into. */
export const typeable = (page: Page, name: string): Locator => fieldOf(top(page), name);

/** A button or tab that can be pressed now, by the beginning of its words: Ant Design sets two characters apart. */
export const named = (within: Locator, name: string): Locator =>
  within
    .locator('button:not(.ant-btn-loading):enabled, [role=tab]')
    .filter({ hasText: new RegExp(`^\\s*${[...name].join('\\s*')}`), visible: true })
    .first();

/** Without a mouse. */
export const press = (what: Locator): Promise<void> => what.press('Enter');

/** Closes what lies over the page, if anything does: at once, since it may be about to go by itself. */
export const closeDialog = (page: Page): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll('[role=dialog]')].filter((one) => one.checkVisibility()).at(-1)
    ?.querySelector('.ant-modal-close, .ant-drawer-close')?.click()`);

/** Answers the question before a deed, once it has the focus: one that opens takes it. */
export async function answer(page: Page, verb: string): Promise<void> {
  await question(page).locator('button:focus').waitFor();
  await press(named(question(page), verb));
}

/** A box, a switch, or a choice of a group. */
function choiceOf(page: Page, name: string): Locator {
  const [group = '', choice] = name.split('/');
  if (choice === undefined) return fieldOf(top(page), group);
  return fieldOf(top(page).getByRole('radiogroup', { name: group, exact: true }), choice);
}

const states = (page: Page, picked: readonly string[]): Promise<boolean[]> =>
  Promise.all(picked.map((name) => choiceOf(page, name).isChecked()));

/** The list that a field opens. */
const listOf = (page: Page, name: string): Locator =>
  typeable(page, name).locator(`xpath=ancestor::*[contains(@class, 'ant-select ')]`).last();

/** Chooses of a list, whatever was told before and lies over it for a moment. */
export async function choose(page: Page, field: string, choice: string): Promise<void> {
  await typeable(page, field).press('ArrowDown');
  if (await typeable(page, field).isEditable()) await typeable(page, field).fill(choice);
  await page
    .locator('.ant-select-item-option', { hasText: choice })
    .filter({ visible: true })
    .first()
    .dispatchEvent('click');
}

async function bringPictures(page: Page): Promise<void> {
  const places = top(page).locator('input[type=file]');
  for (let place = (await places.count()) - 1; place >= 0; place -= 1) {
    const brought = page.waitForResponse((response) => response.url().endsWith('/uploads'));
    await places.nth(place).setInputFiles(PICTURE);
    await brought;
  }
  await letLoad(page);
}
