import { readFileSync } from 'node:fs';
import type { Result } from 'axe-core';
import type { Page } from 'playwright-core';

/** The short form of axe: it is read anew by every page that was loaded anew. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

/** A page that stays open while its mini-program goes on to the next address has axe already. */
const IS_THERE = `typeof axe !== 'undefined'`;
/** What the page's own axe says of it; the types of the browser are not among the tests'. */
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;

/** What axe-core finds wrong with a page that keeps people from using it. */
export async function barriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>(IS_THERE))) await page.evaluate(AXE);
  const violations = await page.evaluate<Result[]>(RUN);
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
    .map((fault) => fault.replace(/\s+/g, ' '));
}
