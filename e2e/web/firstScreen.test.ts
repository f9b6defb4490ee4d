import { spawnSync } from 'node:child_process';
import { ROOT } from '../../scripts/paths';

/* `npm run bench -- first-screen`, in its shortest form: what the first screen is made of, and not how fast it comes. */

/** A slow phone in the country has this much patience. */
const MOST_JAVASCRIPT = 200_000;

interface Measured {
  ours: number;
  yardstick: number;
  scripts: number;
  scriptGzipBytes: number;
  uncompressed: string[];
  notKept: string[];
}

let measured: Measured;

beforeAll(() => {
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/bench.ts', 'first-screen', '--runs', '1'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: process.env['TEST_DATABASE_URL'] },
    },
  );
  expect([run.status, run.status === 0 ? '' : run.stderr]).toEqual([0, '']);
  measured = JSON.parse(run.stdout) as Measured;
  process.stdout.write(`first screen: ${run.stdout}`);
});

test('the first products are seen on a slow phone, and how long it takes is told beside a bare page', () => {
  expect(measured).toMatchObject({ name: 'first-screen', runs: 1, cpuSlowdown: 4 });
  expect(Math.min(measured.ours, measured.yardstick)).toBeGreaterThan(0);
});

test('the JavaScript that the first screen needs is less than 200 kB on its way', () => {
  expect(measured.scripts).toBeGreaterThan(2);
  expect(measured.scriptGzipBytes).toBeLessThan(MOST_JAVASCRIPT);
});

test('what the first screen needs is sent compressed, and kept by the browser for good', () => {
  expect([measured.uncompressed, measured.notKept]).toEqual([[], []]);
});
