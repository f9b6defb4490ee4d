import { spawnSync } from 'node:child_process';
import { ROOT } from '../paths';

/* `npm run bench -- api`, in its shortest form: not how fast, but that every request of it is answered. */

test('a small shop answers each thing that the benchmark of the API asks', () => {
  const options = ['--orders', '2000', '--seconds', '3', '--clients', '2'];
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/bench.ts', 'api', ...options], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: process.env['TEST_DATABASE_URL'] },
  });
  expect([run.status, run.status === 0 ? '' : run.stderr]).toEqual([0, '']);
  const measured = JSON.parse(run.stdout) as { name: string; orders: number; answered: number };
  expect(measured).toMatchObject({ name: 'api', orders: 2000 });
  expect(measured.answered).toBeGreaterThan(0);
}, 300_000);
