import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes, X509Certificate } from 'node:crypto';
import path from 'node:path';
import { Load } from 'config/lib/util';
import { configProblem, ConfigError, refusals, shapeProblem, type RawConfig } from './configProblems';
import { configSchema, MODES, type ConfigValues, type Mode } from './configSchema';
import type { WeChatConfigInput } from './gateways/wechat/wechatConfig';
import { CONFIG_DIRECTORY, ENVIRONMENT_NAMES, fromRoot } from './paths';

/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
type WeChatCredentials = Omit<WeChatConfigInput, 'payNotifyUrl' | 'refundNotifyUrl' | 'transferNotifyUrl'>;

/** Every setting of the server, checked and frozen. */
export interface Config {
  readonly mode: Mode;
  readonly http: Readonly<ConfigValues['http']>;
  readonly database: Readonly<{
    url: string;
    /** The account that changes the schema: that of `url`, unless another one is set. */
    migrationUrl: string;
    poolSize: number;
    lockWaitSeconds: number;
  }>;
  readonly log: Readonly<ConfigValues['log']>;
  readonly session: Readonly<{ secret: string; days: number }>;
  readonly shop: Readonly<ConfigValues['shop']>;
  readonly demo: boolean;
  /** absolute */
  readonly localDirectory: string;
  /** Uploads and results of long jobs; the folder is absolute. */
  readonly files: Readonly<ConfigValues['files']>;
  readonly wechat: Readonly<{
    /** null: the simulator stands in for WeChat, with keys of its own. */
    credentials: Readonly<WeChatCredentials> | null;
    /** null: `<public url>/pay/wechat/notify`. */
    notifyUrl: string | null;
    timeoutMs: number;
    messageTemplates: Readonly<ConfigValues['wechat']['messageTemplates']>;
  }>;
  readonly settlement: Readonly<ConfigValues['settlement']>;
  readonly simulator: Readonly<ConfigValues['simulator']>;
}

/**
 * Reads config/*.json for the mode that NODE_ENV names (development when unset) and the environment above them.
 * @param overrides win over everything; for tests and for the demo's own shop
 * @throws ConfigError with every problem found
 */
export function loadConfig(env: Environment = process.env, overrides: object = {}): Config {
  const mode = readMode(env.NODE_ENV);
  const raw = new ConfigFiles().read(mode, env, overrides);
  const parsed = configSchema.safeParse(raw);
  const problems = parsed.success ? [] : parsed.error.issues.map(shapeProblem);
  const wrongKeys = new Set(problems.map((problem) => problem.key));
  problems.push(...refusals(raw as RawConfig, mode).filter((problem) => !wrongKeys.has(problem.key)));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(complete(parsed.data, mode));
}

function readMode(value: string | undefined): Mode {
  const mode = MODES.find((known) => known === (value || 'development'));
  if (mode) return mode;
  throw new ConfigError([
    {
      key: 'NODE_ENV',
      problem: 'is no known mode',
      remedy: `set it to ${MODES.join(', ')}, or leave it out`,
    },
  ]);
}

// node-config's own singleton is bound to the working directory and to the process's environment; its loader is not.
class ConfigFiles extends Load {
  read(mode: Mode, env: Environment, overrides: object): unknown {
    for (const name of ['default', mode]) this.loadFile(path.join(CONFIG_DIRECTORY, `${name}.json`));
    this.loadFile(ENVIRONMENT_NAMES, (names: object) => this.substituteDeep(names, env));
    this.addConfig('overrides', overrides);
    return this.config;
  }
}

function complete(values: ConfigValues, mode: Mode): Config {
  const localDirectory = fromRoot(values.localDirectory);
  const { url, migrationUrl } = values.database;
  const { notifyUrl, timeoutMs, messageTemplates } = values.wechat;
  if (url === null) throw new Error('the database url was checked before');
  return {
    ...values,
    mode,
    database: {
      ...values.database,
      url: asMysql(url),
      migrationUrl: asMysql(migrationUrl ?? url),
    },
    session: {
      secret: values.session.secret ?? localSecret(path.join(localDirectory, 'session-secret')),
      days: values.session.days,
    },
    localDirectory,
    files: { ...values.files, folder: fromRoot(values.files.folder) },
    wechat: {
      credentials: values.simulator.enabled ? null : readCredentials(values.wechat),
      notifyUrl,
      timeoutMs,
      messageTemplates,
    },
  };
}

/** The driver knows one name for both. */
const asMysql = (url: string): string => url.replace(/^mariadb:/, 'mysql:');

/** @throws ConfigError when a file cannot be read as what it should be */
function readCredentials(wechat: ConfigValues['wechat']): WeChatCredentials {
  const read = (key: 'merchantKeyFile' | 'merchantCertificateFile' | 'publicKeyFile'): string => {
    try {
      return readFileSync(fromRoot(wechat[key] ?? ''), 'utf8');
    } catch {
      throw new ConfigError([configProblem(['wechat', key], 'names a file that cannot be read')]);
    }
  };
  return {
    appid: wechat.appid ?? '',
    appSecret: wechat.appSecret ?? '',
    mchid: wechat.mchid ?? '',
    merchantSerial: certificateSerial(read('merchantCertificateFile')),
    merchantPrivateKeyPem: read('merchantKeyFile'),
    apiV3Key: wechat.apiV3Key ?? '',
    platformPublicKey:
      wechat.publicKeyId === null ? undefined : { id: wechat.publicKeyId, pem: read('publicKeyFile') },
    transferScene: wechat.transferScene ?? undefined,
    payBaseUrl: wechat.payBaseUrl,
    apiBaseUrl: wechat.apiBaseUrl,
  };
}

function certificateSerial(pem: string): string {
  try {
    return new X509Certificate(pem).serialNumber;
  } catch {
    throw new ConfigError([
      configProblem(['wechat', 'merchantCertificateFile'], 'names a file that is no PEM certificate'),
    ]);
  }
}

/** A secret made here once and kept for the owner only, so that sessions outlive a restart in development. */
function localSecret(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const secret = randomBytes(48).toString('base64url');
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return secret;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
