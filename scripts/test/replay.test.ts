import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const SCENARIOS = join(ROOT, 'shared/scenarios');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paifan replay '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

function replayWith(env: NodeJS.ProcessEnv, ...args: string[]): Ended {
  const command = ['--import', 'tsx', join(ROOT, 'scripts/replay.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

const replay = (...args: string[]): Ended => replayWith({}, ...args);

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('each file gives one line of JSON, named as it was called', () => {
  const files = ['01-first-comes-first-served.json', '02-worked-example-168.json'].map((name) =>
    join(SCENARIOS, name),
  );
  const { status, stdout, stderr } = replay(...files);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { file: string; result: { rejected: [] } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(lines.map(({ file }) => file)).toEqual(files);
  expect(lines.map(({ result }) => result.rejected)).toEqual([[], []]);
});

test('through the database the same comes of it', () => {
  const server = process.env['TEST_DATABASE_URL'] ?? '';
  const files = ['16-team-recruitment-dividend.json', '10-refunds.json'].map((name) => join(SCENARIOS, name));
  const inMemory = replay(...files);
  const inDatabase = replayWith({ DATABASE_URL: server }, '--engine', 'mysql', ...files);
  expect(inDatabase).toEqual({ status: 0, stderr: '', stdout: inDatabase.stdout });
  const linesOf = ({ stdout }: { stdout: string }): unknown[] =>
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  expect(linesOf(inDatabase)).toEqual(linesOf(inMemory));
}, 60_000);

test.each([
  ['a wrong value', '{"events": [{"at": "2026-01-05T10:00:00+08:00", "type": "pay"}]}', 'events[0].order: '],
  ['no JSON', '{"events": ', 'JSON'],
])(
  'a file with %s is refused with its name and the reason, and the others are replayed',
  (_, text, reason) => {
    const bad = fileWith('bad.json', text);
    const good = fileWith('good.json', '{"events": []}');
    const { status, stdout, stderr } = replay(bad, good);
    expect(status).toBe(2);
    expect(stderr).toContain(`${bad} is not valid: `);
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('    at ');
    expect(JSON.parse(stdout)).toHaveProperty('file', good);
  },
);

test.each([
  ['no file', [], 'usage'],
  ['a file that is not there', ['/nowhere.json'], 'no such file'],
  ['an unknown option', ['--fast', 'x.json'], '--fast'],
  ['an unknown engine', ['--engine', 'abacus', 'x.json'], 'abacus'],
])('%s is refused', (_, args, message) => {
  const { status, stdout, stderr } = replay(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});
