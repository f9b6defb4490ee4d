import type { Locator, Page } from 'playwright-core';

/** The visible elements with a class: pages that lie below stay in the document, unseen. */
export const seen = (page: Page, className: string): Locator =>
  page.locator(`.${className}`).filter({ visible: true });

export const tap = (page: Page, className: string): Promise<void> => seen(page, className).first().click();

/** What stands in the first visible element with the class, once it is there. */
export async function read(page: Page, className: string): Promise<string> {
  const text = await seen(page, className).first().innerText();
  return text.replace(/\s+/g, '');
}

const TABS = ['home', 'stores', 'line', 'cart', 'me'] as const;

/** Presses a button of the tab bar. */
export const tab = (page: Page, name: (typeof TABS)[number]): Promise<void> =>
  page.locator('.weui-tabbar__item').nth(TABS.indexOf(name)).click();

/** Becomes another demo member, by name. */
export async function become(page: Page, nickname: string): Promise<void> {
  await tap(page, 't-member-switch');
  await seen(page, 't-member-option').filter({ hasText: nickname }).click();
  await seen(page, 't-member-switch').filter({ hasText: nickname }).waitFor();
}

/** From the home page to the confirm page of the product with this title. */
export async function chooseProduct(page: Page, title: string): Promise<void> {
  await tab(page, 'home');
  await seen(page, 't-product-card').filter({ hasText: title }).click();
  await tap(page, 't-buy');
  await seen(page, 't-confirm-line').waitFor();
}

/** Pays what is on the confirm page, in the sheet that stands in for WeChat's, and waits for the result. */
export async function pay(page: Page): Promise<void> {
  await tap(page, 't-pay');
  await tap(page, 't-payment-confirm');
  await seen(page, 't-result').waitFor();
}

/** From the result of a payment to the line; the result leaves with a movement, and is gone when this returns. */
export async function goToLine(page: Page): Promise<void> {
  await tap(page, 't-to-line');
  await page.locator('.t-result').waitFor({ state: 'detached' });
}
