import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const scenario = (name: string): string => join(ROOT, 'shared/scenarios', `${name}.json`);

function replay(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = [join(ROOT, 'scripts/replay.ts'), ...args];
  return spawnSync(process.execPath, ['--import', 'tsx', ...command], { cwd: ROOT, encoding: 'utf8' });
}

test('a line is explained as text: what was asked, which gate refused, what was given and to whom', () => {
  const { status, stdout, stderr } = replay('--explain', 'o4/0', scenario('07-windows-and-limits'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const line of [
    'o4/0: mall order of b, product p1',
    '  entitlement 100%, chosen by platform.fixed',
    '  did not join: maxPerMemberPerDay',
    '    maxPerMemberPerDay  refused: product:p1 allows 1, 1 held',
    '  20% of net paid 50.00 is 10.00',
    '  2026-01-05 10:08:00  10.00 to o1/0 (100% by platform.fixed): its turn in line, by the step of o4/0; out of 10.00 of o4/0',
  ]) {
    expect(stdout.split('\n')).toContain(line);
  }
});

test('an entry is explained by the name of its line, with the orders whose money it received', () => {
  const { stdout } = replay('--explain', 'o1/0', scenario('14-union-and-acceleration'));
  expect(stdout).toContain('at the payout of the union; out of 24.00 of o1/0, 16.80 of o2/0');
});

test('the explanation comes as one line of JSON when asked for', () => {
  const { status, stdout } = replay('--json', '--explain', 'o1/0', scenario('02-worked-example-168'));
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    file: scenario('02-worked-example-168'),
    explanation: { line: { name: 'o1/0' }, terms: { extractionRatio: '0.65' } },
  });
});

test.each([
  ['a line that the history does not place', ['--explain', 'o1/7', scenario('18-many-lines')], 'o1/7'],
  ['no name', ['--explain', scenario('18-many-lines')], 'usage'],
  ['two files', ['--explain', 'o1/0', scenario('18-many-lines'), scenario('19-own-order')], 'one file'],
  ['another engine', ['--engine', 'mysql', '--explain', 'o1/0', scenario('18-many-lines')], 'in memory'],
  ['JSON without an explanation', ['--json', scenario('18-many-lines')], '--explain'],
])('%s is refused', (_, args, message) => {
  const { status, stdout, stderr } = replay(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});
