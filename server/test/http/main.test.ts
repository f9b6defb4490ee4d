import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listen } from '../../src/http/server';
import { PROJECT_ROOT } from '../../src/paths';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let folder: string;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'paifan main '));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await database.drop();
  rmSync(folder, { recursive: true });
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the server as a program, from a working directory of another project. */
function start(
  env: Record<string, string>,
  ...args: string[]
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(
    process.execPath,
    ['--import', require.resolve('tsx'), path.join(PROJECT_ROOT, 'server/src/main.ts'), ...args],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'development',
        DATABASE_URL: database.url,
        PAIFAN_LOCAL_DIRECTORY: folder,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  running.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => (stdout += String(text)));
  child.stderr.on('data', (text) => (stderr += String(text)));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, stdout, stderr });
    });
  });
  return { child, ended };
}

async function freePort(): Promise<number> {
  const server = await listen({ port: 0, host: '127.0.0.1' });
  await server.close();
  return server.port;
}

async function untilHealthy(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('the server as a program', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'opens, works, and closes in good order with %s',
    async (signal) => {
      const port = await freePort();
      const { child, ended } = start({ PORT: String(port) });
      await untilHealthy(`http://127.0.0.1:${port}`);
      expect((await fetch(`http://127.0.0.1:${port}/api/products`)).status).toBe(200);
      child.kill(signal);
      expect(await ended).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('runs only the services it is asked to run', async () => {
    const { child, ended } = start(
      { PORT: '0', PAIFAN_SIMULATOR_PORT: '1' },
      '--services',
      'worker,scheduler',
    );
    const open = new Promise<void>((resolve) =>
      child.stdout?.on('data', (text) => String(text).includes('is open') && resolve()),
    );
    await open;
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  const blocked = createServer();
  afterAll(() => blocked.close());

  test('tells of a port in use in one line', async () => {
    await new Promise<void>((resolve) => blocked.listen(0, '127.0.0.1', resolve));
    const address = blocked.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    expect(await start({ PORT: port }).ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `Port ${port} is in use. Stop the other program, or choose another port with PORT.\n`,
    });
  });

  const withPassword = (password: string): string => Object.assign(new URL(database.url), { password }).href;
  test.each<[string, () => Record<string, string>, string[], RegExp]>([
    [
      'a database that is not there',
      () => ({ DATABASE_URL: 'mysql://a:b@127.0.0.1:1/shop' }),
      [],
      /^The database at 127\.0\.0\.1:1\/shop does not answer\. [^\n]+\n$/,
    ],
    [
      'a database that refuses',
      () => ({ DATABASE_URL: withPassword('wrong-password') }),
      [],
      /^The database at [^\n]+ refuses: Access denied [^\n]+\n$/,
    ],
    [
      'a bad setting',
      () => ({ PORT: 'eighty' }),
      [],
      /^The settings are not usable:\n {2}http\.port [^\n]+\nEvery setting [^\n]+\n$/,
    ],
    [
      'a service that does not exist',
      () => ({}),
      ['--services', 'web,bank'],
      /^There is no service "bank": [^\n]+\n$/,
    ],
    ['an option that does not exist', () => ({}), ['--verbose'], /^Unknown option '--verbose'[^\n]+\n$/],
    [
      'the simulator in production',
      () => ({ NODE_ENV: 'production', PAIFAN_SIMULATOR: '1' }),
      [],
      /simulator\.enabled must be off in production/,
    ],
  ])('tells of %s in a few words, without a stack, and ends with 1', async (_, env, args, message) => {
    const { code, stderr } = await start({ PORT: '0', ...env() }, ...args).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at |wrong-password/);
  });
});
