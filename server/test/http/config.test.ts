import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig, type Environment } from '../../src/config';
import { ConfigError } from '../../src/configProblems';
import type { BoxKeys } from '../../src/simulator/keys';
import { testKeys } from '../support/keys';

const DATABASE_URL = 'mysql://shop:secret-of-the-database@127.0.0.1:3306/shop';

/** The keys of all problems that the settings have. */
function problems(env: Environment, overrides: object = {}): string[] {
  try {
    loadConfig(env, overrides);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key }) => key);
    throw error;
  }
}

let folder: string;
let keys: BoxKeys;
let credentials: Environment;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paifan config '));
  keys = await testKeys();
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  credentials = {
    WECHAT_APPID: keys.appid,
    WECHAT_APP_SECRET: 'an app secret',
    WECHAT_MCHID: keys.mchid,
    WECHAT_API_V3_KEY: keys.apiV3Key,
    WECHAT_MERCHANT_KEY_FILE: file('apiclient_key.pem', keys.merchant.privateKeyPem),
    WECHAT_MERCHANT_CERTIFICATE_FILE: file('apiclient_cert.pem', keys.platform.certificatePem),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

const production = (): Environment => ({
  NODE_ENV: 'production',
  DATABASE_URL,
  SESSION_SECRET: 'a session secret of more than 32 characters',
  PUBLIC_URL: 'https://shop.example',
  ...credentials,
});

describe('settings', () => {
  test('a start without any names everything that is missing, at once', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual([
      'database.url',
      'session.secret',
      'wechat.appid',
      'wechat.appSecret',
      'wechat.mchid',
      'wechat.merchantKeyFile',
      'wechat.merchantCertificateFile',
      'wechat.apiV3Key',
      'http.publicUrl',
    ]);
  });

  test('production with real credentials is accepted, in either key mode', () => {
    const certificates = loadConfig(production());
    expect(certificates.wechat.credentials).toMatchObject({
      appid: keys.appid,
      platformPublicKey: undefined,
    });
    const publicKeyFile = path.join(folder, 'pub_key.pem');
    writeFileSync(publicKeyFile, keys.publicKey.publicKeyPem);
    const publicKey = loadConfig({
      ...production(),
      WECHAT_PUBLIC_KEY_ID: 'PUB_KEY_ID_01',
      WECHAT_PUBLIC_KEY_FILE: publicKeyFile,
    });
    expect(publicKey.wechat.credentials?.platformPublicKey?.id).toBe('PUB_KEY_ID_01');
  });

  test.each<[string, Environment, string[]]>([
    ['the simulator', { PAIFAN_SIMULATOR: '1' }, ['simulator.enabled']],
    ['the demo', { PAIFAN_DEMO: '1' }, ['demo']],
    ['a public address without encryption', { PUBLIC_URL: 'http://shop.example' }, ['http.publicUrl']],
    [
      'a notify address without encryption',
      { WECHAT_NOTIFY_URL: 'http://shop.example/n' },
      ['wechat.notifyUrl'],
    ],
    [
      'a notify address with a query',
      { WECHAT_NOTIFY_URL: 'https://shop.example/n?a=1' },
      ['wechat.notifyUrl'],
    ],
    ['a short session secret', { SESSION_SECRET: 'short' }, ['session.secret']],
    ['an APIv3 key of another length', { WECHAT_API_V3_KEY: '0123' }, ['wechat.apiV3Key']],
    ['a public key without its id', { WECHAT_PUBLIC_KEY_FILE: __filename }, ['wechat.publicKeyFile']],
    [
      'a key file that is not there',
      { WECHAT_MERCHANT_KEY_FILE: '/nowhere.pem' },
      ['wechat.merchantKeyFile'],
    ],
    [
      'a certificate that is none',
      { WECHAT_MERCHANT_CERTIFICATE_FILE: __filename },
      ['wechat.merchantCertificateFile'],
    ],
  ])('production refuses %s', (_, changed, expected) => {
    expect(problems({ ...production(), ...changed })).toEqual(expected);
  });

  test.each<[string, Environment, object, string[]]>([
    ['a port that is no number', { PORT: '80a' }, {}, ['http.port']],
    ['a port out of range', { PORT: '70000' }, {}, ['http.port']],
    ['a flag that is neither on nor off', { PAIFAN_DEMO: 'yes' }, {}, ['demo']],
    ['a database of another kind', { DATABASE_URL: 'postgres://a@b/c' }, {}, ['database.url']],
    ['a log level that does not exist', { LOG_LEVEL: 'loud' }, {}, ['log.level']],
    ['a setting that does not exist', {}, { http: { porf: 1 } }, ['http']],
    [
      'several at once',
      { PORT: 'x', LOG_LEVEL: 'y', DATABASE_URL: '' },
      {},
      ['http.port', 'log.level', 'database.url'],
    ],
  ])('%s is refused', (_, env, overrides, expected) => {
    expect(problems({ NODE_ENV: 'test', DATABASE_URL, ...env }, overrides)).toEqual(expected);
  });

  test('a mode that does not exist is refused', () => {
    expect(problems({ NODE_ENV: 'staging', DATABASE_URL })).toEqual(['NODE_ENV']);
  });

  test('a refusal says what to do, and never shows a value', () => {
    const secret = 'a-secret-not-to-be-shown';
    const load = () =>
      loadConfig({ ...production(), WECHAT_API_V3_KEY: secret, PUBLIC_URL: `http://${secret}.example` });
    expect(load).toThrow(
      /wechat\.apiV3Key must have exactly 32 bytes; set WECHAT_API_V3_KEY in the environment/,
    );
    expect(load).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
  });

  test('development needs no secrets: one is made, kept for the owner, and used again', () => {
    const overrides = { localDirectory: path.join(folder, 'local') };
    const first = loadConfig({ DATABASE_URL }, overrides);
    expect(first).toMatchObject({
      mode: 'development',
      simulator: { enabled: true },
      wechat: { credentials: null },
    });
    expect(loadConfig({ DATABASE_URL }, overrides).session.secret).toBe(first.session.secret);
    const file = path.join(folder, 'local/session-secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(first.session.secret);
  });

  test('the folder of settings is found from any working directory', () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(loadConfig({ NODE_ENV: 'test', DATABASE_URL }).log.level).toBe('silent');
    } finally {
      process.chdir(before);
    }
  });

  test('settings cannot be changed once they are read', () => {
    const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL });
    expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
  });
});
