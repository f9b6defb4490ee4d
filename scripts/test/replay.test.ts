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

function fileWith(name: string, text: string | Buffer): string {
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

const BAD_FILES: readonly (readonly [what: string, text: string | Buffer, reason: string])[] = [
  ['a wrong value', '{"events": [{"at": "2026-01-05T10:00:00+08:00", "type": "pay"}]}', 'events[0].order: '],
  ['no JSON', '{"events": ', 'JSON'],
  ['nothing', '', 'empty'],
  ['a byte order mark', '\ufeff{"events": []}', 'byte order mark'],
  ['bytes that are not UTF-8', Buffer.from('{"name": "\xff", "events": []}', 'latin1'), 'utf-8'],
  ['a key that is there twice', '{"events": [], "events": []}', 'events: is there twice'],
  ['an unknown key', '{"events": [], "settings": {"speed": 1}}', 'settings.speed: '],
];

test('files that are not valid are refused with their names and the reasons, and the others are replayed', () => {
  const bad = BAD_FILES.map(([what, text]) => fileWith(`${what}.json`, text));
  const good = fileWith('good.json', '{"events": []}');
  const { status, stdout, stderr } = replay(...bad, good);
  expect(status).toBe(2);
  BAD_FILES.forEach(([, , reason], index) => {
    const message = stderr.split('\n').find((line) => line.startsWith(`${bad[index]} is not valid: `));
    expect(message).toContain(reason);
  });
  expect(stderr).not.toContain('    at ');
  expect(JSON.parse(stdout)).toHaveProperty('file', good);
});

test('a hundred files in one call are all replayed but for those that are not valid', () => {
  const good = '{"members": [{"id": "a"}], "events": []}';
  const files = Array.from({ length: 100 }, (_, index) =>
    fileWith(`${index}.json`, index % 25 === 7 ? good.slice(1) : good),
  );
  const notThere = join(folder, 'not there.json');
  const { status, stdout, stderr } = replay(...files, folder, notThere);
  const isGood = (_: string, index: number): boolean => index % 25 !== 7;
  const replayed = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { file: string }).file);
  expect(status).toBe(2);
  expect(replayed).toEqual(files.filter(isGood));
  const refused = [...files.filter((file, index) => !isGood(file, index)), folder, notThere];
  for (const file of refused) expect(stderr).toContain(`${file} is not valid: `);
});

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
