import { PLATFORM_SETTINGS, type AppliedIn } from '@paifan/shared/settings/platformSettings';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { circles } from './support/circles';
import {
  importWall,
  isTest,
  noAny,
  noBarrels,
  noFloats,
  noSilencing,
  noSkippedTests,
  notTooLong,
  projectFiles,
  settingsRead,
  type Rule,
  type SourceFile,
  type Wall,
} from './support/houseRules';

const ROOT = path.resolve(__dirname, '../..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const code = projectFiles(ROOT, ['.ts', '.tsx']);
const work = code.filter((file) => !isTest(file));

/** Which way imports run. */
const WALLS: readonly Wall[] = [
  { folder: 'shared/src/', closed: ['server/', 'miniapp/', 'scripts/', 'node:', 'koa', 'sequelize'] },
  { folder: 'shared/src/rebate/', closed: ['zod', 'shared/src/contract', 'shared/src/errors'] },
  { folder: 'shared/src/ledger/', closed: ['zod', 'shared/src/contract', 'shared/src/errors'] },
  {
    folder: 'server/src/db/',
    closed: ['server/src/'],
    except: ['server/src/db/', 'server/src/clock', 'server/src/log', 'server/src/paths'],
  },
  {
    folder: 'server/src/settle/',
    closed: ['server/src/'],
    except: ['server/src/settle/', 'server/src/db/', 'server/src/clock', 'server/src/log'],
  },
  {
    folder: 'server/src/gateways/',
    closed: ['server/src/'],
    except: ['server/src/gateways/', 'server/src/clock', 'server/src/log'],
  },
  {
    folder: 'server/src/simulator/',
    closed: ['server/src/'],
    except: ['server/src/simulator/', 'server/src/gateways/', 'server/src/clock', 'server/src/log'],
  },
  {
    folder: 'server/src/usecases/',
    closed: ['server/src/http', 'server/src/jobs', 'server/src/simulator', 'koa', '@koa/'],
  },
  { folder: 'server/src/jobs/', closed: ['server/src/http', 'server/src/simulator', 'koa', '@koa/'] },
  { folder: 'server/src/http/', closed: ['server/src/simulator', 'server/src/jobs', 'sequelize', 'mysql2'] },
  { folder: 'miniapp/src/', closed: ['server/', 'zod', 'decimal.js'] },
  { folder: 'admin/src/', closed: ['server/', 'miniapp/', 'zod'] },
  { folder: 'admin/src/', closed: ['shared/src/contract', 'shared/src/replay'], typesMayPass: true },
  { folder: 'miniapp/src/', closed: ['shared/src/contract', 'shared/src/replay'], typesMayPass: true },
];

/** Where a setting may be read, by what its row of the table says of when it applies. The rules' own home is always one. */
const RULES = ['shared/src/rebate/', 'shared/src/replay/', 'shared/src/settings/', 'shared/src/simulate/'];
const SETTING_HOMES: Readonly<Record<AppliedIn, readonly string[]>> = {
  // Fixed with the order: once it is placed, only its terms are asked.
  order: ['server/src/settle/'],
  event: ['server/src/settle/'],
  display: ['server/src/http/', 'server/src/jobs/deliverOutbox.ts'],
  job: ['server/src/jobs/', 'server/src/settle/', 'server/src/usecases/orders/placeOrder.ts'],
  catalog: ['server/src/usecases/'],
  checkout: ['server/src/usecases/'],
  wallet: ['server/src/usecases/'],
  members: ['server/src/usecases/'],
};

/** Pages tell whether the rebate is on at all, and what bringing in a store is rewarded with, and when. */
const ALSO_SHOWN: Readonly<Record<string, string>> = {
  enabled: 'server/src/http/routes/shop.ts',
  recruitment: 'server/src/http/routes/shop.ts',
  referral: 'server/src/http/routes/shop.ts',
};

/** Files that are longer because they are one table. */
const TABLES: ReadonlySet<string> = new Set([]);

function broken(files: readonly SourceFile[], ...rules: Rule[]): string[] {
  return files.flatMap((file) => rules.flatMap((rule) => rule(file)).map((found) => `${file.path}:${found}`));
}

describe('the house', () => {
  test('imports run one way', () => {
    expect(broken(work, ...WALLS.map(importWall))).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    expect(circles(code).map((group) => group.join(', '))).toEqual([]);
  });

  test('the web server is put together in one place only: nobody else imports http', () => {
    const others = work.filter((file) => !/^server\/src\/(http\/|main\.ts|shop\.ts)/.test(file.path));
    expect(broken(others, importWall({ folder: '', closed: ['server/src/http'] }))).toEqual([]);
  });

  test('nothing is of type any, and the compiler is never silenced', () => {
    expect(broken(code, noAny, noSilencing)).toEqual([]);
  });

  test('no floating-point text outside the folder that rounds', () => {
    const files = work.filter((file) => !file.path.startsWith('shared/src/money/'));
    expect(broken(files, noFloats)).toEqual([]);
  });

  test('no test is skipped', () => {
    expect(broken(code.filter(isTest), noSkippedTests)).toEqual([]);
  });

  test('no file only hands on what others export', () => {
    expect(broken(code, noBarrels)).toEqual([]);
  });

  test('every file can be read at a sitting', () => {
    expect(
      broken(
        work.filter((file) => !TABLES.has(file.path)),
        notTooLong(400),
      ),
    ).toEqual([]);
  });

  test('the lockfile names no address, so that any registry can serve it', () => {
    expect(read('package-lock.json').match(/"resolved": "https?:[^"]*"/g) ?? []).toEqual([]);
  });

  test('migrations are numbered from 0001 without a gap', () => {
    const numbers = readdirSync(path.join(ROOT, 'sql/migrations'))
      .sort()
      .map((name) => name.slice(0, 5));
    expect(numbers).toEqual(numbers.map((_, index) => `${String(index + 1).padStart(4, '0')}_`));
  });

  test('a setting of the shop is read only where its row says', () => {
    const homes = new Map(
      PLATFORM_SETTINGS.map(({ key, appliedIn }) => [key as string, SETTING_HOMES[appliedIn]]),
    );
    const strangers = work
      .filter((file) => !file.path.startsWith('server/src/demo/') && /^(server|shared)\//.test(file.path))
      .flatMap((file) =>
        settingsRead(file, new Set(homes.keys()))
          .filter(({ key }) => ALSO_SHOWN[key] !== file.path)
          .filter(
            ({ key }) => ![...RULES, ...(homes.get(key) ?? [])].some((home) => file.path.startsWith(home)),
          )
          .map(({ line, key }) => `${file.path}:${line}: reads ${key}`),
      );
    expect(strangers).toEqual([]);
  });

  test('every setting of the server is explained in config/README.md, and none that is not there', () => {
    const explained = [...read('config/README.md').matchAll(/^\| `([\w.]+)`/gm)].map(([, key]) => key);
    expect(explained.sort()).toEqual(leafKeys(JSON.parse(read('config/default.json'))).sort());
  });

  test('the environment and the modes give only settings that have a default', () => {
    const known = leafKeys(JSON.parse(read('config/default.json')));
    const files = ['development', 'test', 'production', 'custom-environment-variables'];
    const given = files.flatMap((name) => leafKeys(JSON.parse(read(`config/${name}.json`))));
    expect(given.filter((key) => !known.includes(key))).toEqual([]);
  });
});

function leafKeys(node: unknown, prefix = ''): string[] {
  const isGroup = typeof node === 'object' && node !== null && Object.keys(node).length > 0;
  if (!isGroup) return [prefix];
  return Object.entries(node).flatMap(([key, value]) =>
    leafKeys(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}

test('reads of settings are found in each way that they are written', () => {
  const text =
    'a(settings.enabled);\nb(version.settings.team.maxDepth);\nconst { union: u, x } = order.settings;\nconst { team } = people;';
  expect(settingsRead({ path: 'x.ts', text }, new Set(['enabled', 'team', 'union']))).toEqual([
    { line: 1, key: 'enabled' },
    { line: 2, key: 'team' },
    { line: 3, key: 'union' },
  ]);
});

describe('the rules can fail', () => {
  const file = (text: string, name = 'server/src/usecases/x.ts'): SourceFile => ({ path: name, text });
  const longText = 'a;\n'.repeat(5);

  test('a circle of imports is found, types included, and a chain is none', () => {
    const files = [
      file("import type { B } from './b';", 'admin/src/a.ts'),
      file("import { c } from './b/c';", 'admin/src/b.ts'),
      file("import { a } from '../a';", 'admin/src/b/c.tsx'),
      file("import { a } from './a';", 'admin/src/d.ts'),
    ];
    expect(circles(files)).toEqual([['admin/src/a.ts', 'admin/src/b.ts', 'admin/src/b/c.tsx']]);
  });

  test.each<[string, Rule, SourceFile, string[]]>([
    ['any as a type', noAny, file('const a: any = 1;'), ['1: any']],
    ['any as a cast', noAny, file('\nf(a as any);'), ['2: any']],
    ['any in a generic', noAny, file('const a = new Map<string, any>();'), ['1: any']],
    ['the word any in a comment or a text', noAny, file("// any\nconst a = 'any';"), []],
    ['a silenced compiler', noSilencing, file('// @ts-' + 'ignore\n'), ['1: @ts-' + 'ignore']],
    ['something put off', noSilencing, file('// TO' + 'DO later\n'), ['1: TO' + 'DO']],
    ['parseFloat', noFloats, file("parseFloat('1.5');"), ['1: parseFloat']],
    ['toFixed', noFloats, file('amount.toFixed(2);'), ['1: toFixed']],
    ['toFixed in a text', noFloats, file("const a = 'toFixed(2)';"), []],
    ['a skipped test', noSkippedTests, file("test.skip('a', () => {});"), ['1: test.skip']],
    ['a test that runs alone', noSkippedTests, file("it.only('a', () => {});"), ['1: it.only']],
    ['a skipped group', noSkippedTests, file("xdescribe('a', () => {});"), ['1: xdescribe']],
    [
      'a barrel',
      noBarrels,
      file("export * from './a';\nexport { b } from './b';"),
      ['1: hands on only what others export'],
    ],
    ['a file with work of its own', noBarrels, file("export { b } from './b';\nexport const c = 1;"), []],
    ['a long file', notTooLong(4), file(longText), ['5: more than 4 lines']],
    ['a file that just fits', notTooLong(5), file(longText), []],
    [
      'an import through a wall',
      importWall({ folder: 'server/src/usecases/', closed: ['server/src/http'] }),
      file("import { a } from '../http/app';"),
      ['1: imports server/src/http/app'],
    ],
    [
      'a dynamic import through a wall',
      importWall({ folder: 'server/src/usecases/', closed: ['zod'] }),
      file("await import('zod');"),
      ['1: imports zod'],
    ],
    [
      'an import that the wall excepts',
      importWall({ folder: 'server/src/', closed: ['server/src/'], except: ['server/src/db/'] }),
      file("import { a } from '../db/connect';"),
      [],
    ],
    [
      'a type where types may pass',
      importWall({ folder: '', closed: ['shared/src/contract'], typesMayPass: true }),
      file("import type { A } from '@paifan/shared/contract/contract';"),
      [],
    ],
    [
      'a value where only types may pass',
      importWall({ folder: '', closed: ['shared/src/contract'], typesMayPass: true }),
      file("import { type A, b } from '@paifan/shared/contract/contract';"),
      ['1: imports shared/src/contract/contract'],
    ],
  ])('%s', (_, rule, source, found) => {
    expect(rule(source)).toEqual(found);
  });
});
