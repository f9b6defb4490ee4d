import { spawnSync } from 'node:child_process';
import { closeDatabase, openDatabase } from '../../server/src/db/connect';
import { migrate } from '../../server/src/db/migrate';
import { isPassword } from '../../server/src/operators/password';
import { createScratchDatabase, dropDatabase } from '../database/scratch';
import { ROOT } from '../paths';

/* `npm run operator`, as a person runs it. */

let url: string;
beforeEach(async () => {
  url = await createScratchDatabase(process.env['TEST_DATABASE_URL'] ?? '', 'paifan_operator');
});
afterEach(() => dropDatabase(url));

function operator(...args: string[]): { status: number | null; output: string } {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/operator.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url },
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

const passwordIn = (output: string): string => /^ {2}(\S+)$/m.exec(output)?.[1] ?? '';

test('adds an owner, and resets who is there already', async () => {
  await migrate(url);
  const db = openDatabase(url);
  try {
    const added = operator('add', 'Li', '--role', 'service');
    expect(added).toMatchObject({ status: 0, output: expect.stringContaining('Added operator li, service') });
    const first = await db.operators.findOne({ where: { login: 'li' }, rejectOnEmpty: true });
    expect(await isPassword(passwordIn(added.output), first.passwordHash)).toBe(true);
    expect(first.oneTimeUntil).not.toBeNull();

    const reset = operator('add', 'li', '--role', 'owner');
    expect(reset).toMatchObject({ status: 0, output: expect.stringContaining('Reset operator li, owner') });
    const second = await first.reload();
    expect(second.role).toBe('owner');
    expect(await isPassword(passwordIn(reset.output), second.passwordHash)).toBe(true);
  } finally {
    await closeDatabase(db);
  }
});

test('says what to do about a database without the schema', () => {
  expect(operator('add', 'li', '--role', 'owner')).toMatchObject({
    status: 1,
    output: expect.stringContaining('start the shop once'),
  });
});

test.each([
  ['nothing asked', [], 'Usage'],
  ['another verb', ['remove', 'li', '--role', 'owner'], 'Usage'],
  ['no role', ['add', 'li'], 'Usage'],
  ['an unknown role', ['add', 'li', '--role', 'king'], 'There is no role king'],
  ['what is no login', ['add', '9', '--role', 'owner'], '9 is no login'],
  ['one word too many', ['add', 'li', 'wang', '--role', 'owner'], 'Usage'],
])('%s: says how', (_, args, message) => {
  expect(operator(...args)).toMatchObject({ status: 1, output: expect.stringContaining(message) });
});
