import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paifan simulate '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function simulate(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = [join(ROOT, 'scripts/simulate.ts'), ...args];
  return spawnSync(process.execPath, ['--import', 'tsx', ...command], { cwd: ROOT, encoding: 'utf8' });
}

function fileWith(name: string, json: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
  return file;
}

const PLAN = {
  name: 'small',
  days: 40,
  settings: { extractionRatio: '0.1', entitlementRatio: '1' },
  products: [{ id: 'tea', priceFen: 10_000, costFen: 5000 }],
  buyers: { newPerDay: 3 },
  warnAboveDays: 20,
};

test('a plan is shown as a table: days, queues, what was sold, warnings', () => {
  const { status, stdout, stderr } = simulate(fileWith('plan.json', PLAN));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('small: 120 orders in 40 days, seed 1');
  expect(stdout).toMatch(/^ +1 {2}2026-01-01 +3 +300\.00 /m);
  expect(stdout).toMatch(/^ +40 {2}2026-02-09 .* not yet /m);
  expect(stdout).toMatch(/^mall +12,000\.00 /m);
  expect(stdout).toMatch(/^product:tea +120 /m);
  expect(stdout).toMatch(/^! mall: who joined on \d+ days, the first of them day \d+ /m);
});

test('all of it comes as JSON, on standard output or in a file', () => {
  const plan = fileWith('plan.json', PLAN);
  const out = join(folder, 'result.json');
  const shown = simulate('--json', plan);
  const written = simulate(plan, '--json', '--out', out);
  expect({ status: written.status, stdout: written.stdout }).toEqual({ status: 0, stdout: '' });
  expect(JSON.parse(shown.stdout)).toEqual(JSON.parse(readFileSync(out, 'utf8')));
  expect(JSON.parse(shown.stdout)).toMatchObject({ plan: 'small', orders: 120, days: { length: 40 } });
});

test.each([
  ['a wrong value', { ...PLAN, days: 0 }, 'days: '],
  ['no JSON', '{"name": ', 'JSON'],
  [
    'amounts that no whole number holds',
    {
      ...PLAN,
      days: 30,
      settings: { entitlementRatio: '1000' },
      products: [{ id: 'tea', priceFen: 4_000_000_000 }],
      buyers: { newPerDay: 1000 },
    },
    'whole number',
  ],
])('a plan with %s is refused with its name and the reason', (_, json, reason) => {
  const file = fileWith('bad.json', json);
  const { status, stdout, stderr } = simulate(file);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(file);
  expect(stderr).toContain(reason);
  expect(stderr).not.toContain('    at ');
});

test.each([
  ['no plan', [], 'usage'],
  ['two plans', ['a.json', 'b.json'], 'usage'],
  ['a plan that is not there', ['/nowhere.json'], 'no such file'],
  ['an unknown option', ['--fast', 'x.json'], '--fast'],
  ['--out without a file', ['x.json', '--out'], '--out'],
])('%s is refused', (_, args, message) => {
  const { status, stdout, stderr } = simulate(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});
