import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Things that hold their text: none of it may hang out of them. */
const FRAMES = [
  ...['.card', '.rows', '.button', '.chips__one', '.segments__one', '.tag', '.action-bar', '.stale'],
  ...['.sheet__panel', '.taro-navigation-bar-title-wrap', '.weui-tabbar__item'],
].join(', ');

const PROGRAM = readFileSync(path.join(__dirname, 'misfits.js'), 'utf8');

/**
 * What is wrong with how a page lies on the screen: things that stand out at its sides, and text that hangs out of what should hold it.
 * What scrolls sideways by itself is meant to.
 */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => { ${PROGRAM}; return misfits(${JSON.stringify(FRAMES)}); })()`);

/** Text at 1.3 times its size, as people set it in their browser or in WeChat; the program's sizes of text follow it. */
export const lookLarger = (page: Page, isLarge: boolean): Promise<void> =>
  page.evaluate(`document.documentElement.style.fontSize = '${isLarge ? '130%' : ''}'`);
