import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where a page begins, and the line below that. */
const START = /<View className="page[ "][^>]*>\s*(\S[^\n]*)/g;

interface AppConfig {
  pages: readonly string[];
  subPackages: readonly { root: string; pages: readonly string[] }[];
}

Reflect.set(globalThis, 'defineAppConfig', (config: unknown) => config);
const { pages, subPackages } = (jest.requireActual('./app.config') as { default: AppConfig }).default;
const all = [
  ...pages,
  ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
];

test.each(all)('%s begins with the strip that says that there is no network', (page) => {
  const source = readFileSync(path.join(__dirname, `${page}.tsx`), 'utf8');
  const first = [...source.matchAll(START)].map(([, line]) => line);
  expect(first.length).toBeGreaterThan(0);
  for (const line of first) expect(line).toBe('<OfflineStrip />');
});
