import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_LOGIN, demoPasswordFile, ensureDemoOperator } from '../../src/demo/operator';
import { startTestShop, type TestShop } from '../support/shop';

let shop: TestShop;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paifan-demo-'));
  shop = await startTestShop({ demo: true, config: { localDirectory: folder } });
});
afterAll(async () => {
  await shop.stop();
  rmSync(folder, { recursive: true });
});

const password = (): string => readFileSync(demoPasswordFile(shop.config), 'utf8').trim();
const signIn = () =>
  shop.anyone.call('POST /api/admin/session', { body: { login: DEMO_LOGIN, password: password() } });

test('the demo has an owner whose password only the owner of the files can read', async () => {
  await ensureDemoOperator(shop.config);
  expect(statSync(demoPasswordFile(shop.config)).mode & 0o777).toBe(0o600);
  expect((await signIn()).operator).toMatchObject({
    login: 'demo',
    role: 'owner',
    mustChangePassword: false,
  });
});

test('a later start keeps it; a lost file makes another password', async () => {
  const before = password();
  await ensureDemoOperator(shop.config);
  expect(password()).toBe(before);
  rmSync(demoPasswordFile(shop.config));
  await ensureDemoOperator(shop.config);
  expect(password()).not.toBe(before);
  expect((await signIn()).operator.login).toBe('demo');
});

test('an account of that name that a person made is left alone', async () => {
  const row = await shop.db.operators.findOne({ where: { login: DEMO_LOGIN }, rejectOnEmpty: true });
  await row.update({ demo: false, passwordHash: 'scrypt$4$8$1$AAAA$AAAA' });
  await ensureDemoOperator(shop.config);
  expect((await row.reload()).passwordHash).toBe('scrypt$4$8$1$AAAA$AAAA');
});

test('a shop that is no demo gets none', async () => {
  await expect(ensureDemoOperator({ ...shop.config, demo: false })).rejects.toThrow('only the demo');
});
