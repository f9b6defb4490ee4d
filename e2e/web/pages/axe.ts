import axe from 'axe-core';
import type { Page } from 'playwright-core';

const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

/** What the page's own axe says of it; the types of the browser are not among the tests'. */
const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`;

/** What axe-core finds wrong with a page that keeps people from using it. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate<axe.Result[]>(RUN);
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
    .map((fault) => fault.replace(/\s+/g, ' '));
}
