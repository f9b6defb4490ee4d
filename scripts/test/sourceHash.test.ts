import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sourceHash } from '../sourceHash';

describe('the hash of the sources', () => {
  let root: string;
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  const hash = (also: readonly string[] = []): string => sourceHash(root, ['app', 'package-lock.json'], also);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'source hash '));
    write('app/src/a.ts', 'one');
    write('app/src/deep/b.ts', 'two');
    write('package-lock.json', '{}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test.each([
    ['a changed file', () => write('app/src/a.ts', 'ONE')],
    ['a new file', () => write('app/src/c.ts', '')],
    ['a removed file', () => rmSync(path.join(root, 'app/src/a.ts'))],
    ['a renamed file', () => renameSync(path.join(root, 'app/src/a.ts'), path.join(root, 'app/src/z.ts'))],
    ['another lock file', () => write('package-lock.json', '{ }')],
  ])('changes with %s', (_, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  test('changes with what is given besides', () => {
    expect(hash(['TARO_APP_API_BASE=x'])).not.toBe(hash());
  });

  test.each([
    ['a build', 'app/dist/h5/index.html'],
    ['an installed package', 'app/node_modules/x/index.js'],
    ['a test', 'app/src/a.test.ts'],
    ['a file elsewhere', 'server/main.ts'],
  ])('stays with %s', (_, file) => {
    const before = hash();
    write(file, 'new');
    expect(hash()).toBe(before);
  });
});
