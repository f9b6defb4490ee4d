import { spawnSync } from 'node:child_process';
import { ROOT } from '../paths';

/* `npm run bench -- consoles`, in its shortest form: not how fast, but that pages of every console are opened and come to stand. */

test('pages of every console come to stand in the benchmark', () => {
  const options = ['--rounds', '1', '--pages', '2'];
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bench.ts', 'consoles', ...options], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: process.env['TEST_DATABASE_URL'] },
  });
  expect([run.status, run.status === 0 ? '' : run.stderr]).toEqual([0, '']);
  const measured = JSON.parse(run.stdout) as { name: string; pages: number; orders: number };
  expect(measured).toMatchObject({ name: 'consoles', rounds: 1 });
  // Of an operator, a store and a supplier, who share some.
  expect(measured.pages).toBeGreaterThan(4);
  expect(measured.orders).toBeGreaterThan(0);
}, 300_000);
