import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WEAPP_DIST } from '../places';
import { readBundle } from './harness/bundle';
import { filesBelow, packageSizes } from './packageSizes';

const MEGABYTE = 1024 * 1024;
const bundle = readBundle(WEAPP_DIST);
const scripts = filesBelow(bundle.dist).filter((file) => file.endsWith('.js'));

describe('the WeChat build keeps within its limits', () => {
  beforeAll(() => {
    const figures = packageSizes(bundle).map(({ name, bytes }) => `${name} ${Math.ceil(bytes / 1024)} kB`);
    process.stdout.write(`packages: ${figures.join(' · ')}\n`);
  });

  test.each(packageSizes(bundle))('package $name ($bytes bytes) is small enough', ({ name, bytes }) => {
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(name === 'main' ? MEGABYTE : 2 * MEGABYTE);
  });

  test('all packages together stay under 20 MB', () => {
    const total = packageSizes(bundle).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeLessThan(20 * MEGABYTE);
  });

  test('every page has its script, its description and its template', () => {
    const files = new Set(filesBelow(bundle.dist));
    const missing = bundle.pages.flatMap((page) =>
      ['js', 'json', 'wxml'].map((end) => `${page}.${end}`).filter((file) => !files.has(file)),
    );
    expect(missing).toEqual([]);
  });
});

describe('text is as large as people have set it in WeChat', () => {
  test('every page asks for that size first', () => {
    const templates = bundle.pages.map(
      (page) => readFileSync(path.join(bundle.dist, `${page}.wxml`), 'utf8').split('\n')[0],
    );
    expect(new Set(templates)).toEqual(new Set(['<page-meta root-font-size="system" />']));
  });

  test('no style names a size of text of its own', () => {
    const styles = filesBelow(bundle.dist).filter((file) => file.endsWith('.wxss'));
    const fixed = styles.flatMap((file) => {
      const sizes =
        readFileSync(path.join(bundle.dist, file), 'utf8').match(/font-size:\s*[\d.]+r?px/g) ?? [];
      return sizes.map((size) => `${file}: ${size}`);
    });
    expect(fixed).toEqual([]);
  });
});

/** webpack's last resort where there is no globalThis; it is caught where strings may not become code. */
const GLOBAL_FALLBACK = 'try{return this||new Function("return this")()}catch';

describe('what must not be in the bundle', () => {
  const forbidden = [
    { what: 'a schema library', pattern: /ZodError|ZodType|\$ZodType|_zod\b/ },
    { what: 'the decimal library', pattern: /\[DecimalError\]|toSignificantDigits/ },
    {
      what: 'code made from strings',
      pattern: /\bFunction\s*\(\s*["'`]|\bnew Function\b|(?<![\w.$])eval\s*\(/,
    },
    { what: 'the stand-in for the payment sheet', pattern: /\/simulator\/payer|pay-sheet/ },
    { what: 'the member switcher', pattern: /member-bar/ },
    { what: 'browser storage', pattern: /(?<![\w.$])localStorage\b/ },
  ];

  test.each(forbidden)('$what', ({ pattern }) => {
    const found = scripts.flatMap((file) => {
      const code = readFileSync(path.join(bundle.dist, file), 'utf8').replace(GLOBAL_FALLBACK, '');
      const match = pattern.exec(code);
      if (match === null) return [];
      return [`${file}: …${match.input.slice(Math.max(0, match.index - 60), match.index + 60)}…`];
    });
    expect(found).toEqual([]);
  });
});
