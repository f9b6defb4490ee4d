import { existsSync, readFileSync } from 'node:fs';
import type { ConfigValues, Mode } from './configSchema';
import { ENVIRONMENT_NAMES, fromRoot } from './paths';

/** One wrong setting: where it stands, what is wrong, what to do. Never its value: it may be a secret. */
export interface ConfigProblem {
  key: string;
  problem: string;
  remedy: string;
}

/** Thrown with the full list of wrong settings; the message is ready for a person to read. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ key, problem, remedy }) => `  ${key} ${problem}; ${remedy}`);
    super(
      `The settings are not usable:\n${lines.join('\n')}\nEvery setting is explained in config/README.md.`,
    );
    this.name = 'ConfigError';
  }
}

const SECRETS: ReadonlySet<string> = new Set(['session.secret', 'wechat.appSecret', 'wechat.apiV3Key']);

/** A problem with the setting at that path, with the two ways to give it. */
export function configProblem(keyPath: readonly string[], problem: string): ConfigProblem {
  const names: unknown = JSON.parse(readFileSync(ENVIRONMENT_NAMES, 'utf8'));
  const variable = keyPath.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined),
    names,
  );
  const key = keyPath.join('.') || 'config/';
  const inFiles = `set ${key} in config/`;
  const inEnvironment = `set ${String(variable)} in the environment`;
  const remedy =
    variable === undefined ? inFiles : SECRETS.has(key) ? inEnvironment : `${inEnvironment}, or ${inFiles}`;
  return { key, problem, remedy };
}

/** What the schema found wrong with one value. */
export function shapeProblem(issue: { path: PropertyKey[]; message: string; keys?: unknown }): ConfigProblem {
  const unknownKeys = Array.isArray(issue.keys) ? `holds unknown settings: ${issue.keys.join(', ')}` : null;
  return configProblem(issue.path.map(String), unknownKeys ?? issue.message);
}

/** The settings before they are checked, when each may be anything. */
export type RawConfig = {
  [Group in keyof ConfigValues]?: ConfigValues[Group] extends object ? Record<string, unknown> : unknown;
};

const isMissing = (value: unknown): boolean => value === null || value === undefined || value === '';
const isOn = (value: unknown): boolean => value === true || value === 'true' || value === '1';

const NEEDED_CREDENTIALS = [
  'appid',
  'appSecret',
  'mchid',
  'merchantKeyFile',
  'merchantCertificateFile',
  'apiV3Key',
] as const;
const CREDENTIAL_FILES = ['merchantKeyFile', 'merchantCertificateFile', 'publicKeyFile'] as const;

/**
 * What a setting may be depends on others and on the mode. These rules are asked also where some values are wrong, so
 * that one start names all that has to be put right.
 */
export function refusals(raw: RawConfig, mode: Mode): ConfigProblem[] {
  const simulated = mode !== 'production' && isOn(raw.simulator?.enabled);
  return [
    ...(isMissing(raw.database?.url) ? [configProblem(['database', 'url'], 'is missing')] : []),
    ...(mode === 'production' ? productionRefusals(raw) : []),
    ...(simulated ? [] : credentialRefusals(raw)),
    ...notifyUrlRefusals(raw),
  ];
}

function productionRefusals(raw: RawConfig): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (isOn(raw.simulator?.enabled))
    problems.push(configProblem(['simulator', 'enabled'], 'must be off in production'));
  if (isOn(raw.demo)) problems.push(configProblem(['demo'], 'must be off in production'));
  if (isMissing(raw.session?.secret)) problems.push(configProblem(['session', 'secret'], 'is missing'));
  const addresses: [string[], unknown][] = [
    [['http', 'publicUrl'], raw.http?.publicUrl],
    [['wechat', 'notifyUrl'], raw.wechat?.notifyUrl],
  ];
  for (const [keyPath, value] of addresses) {
    if (typeof value === 'string' && !value.startsWith('https://')) {
      problems.push(configProblem(keyPath, 'must begin with https:// in production'));
    }
  }
  return problems;
}

function credentialRefusals(raw: RawConfig): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const key of NEEDED_CREDENTIALS) {
    if (isMissing(raw.wechat?.[key])) problems.push(configProblem(['wechat', key], 'is missing'));
  }
  for (const key of CREDENTIAL_FILES) {
    const file = raw.wechat?.[key];
    if (typeof file === 'string' && !existsSync(fromRoot(file))) {
      problems.push(configProblem(['wechat', key], 'names a file that is not there'));
    }
  }
  if (isMissing(raw.wechat?.publicKeyId) !== isMissing(raw.wechat?.publicKeyFile)) {
    problems.push(configProblem(['wechat', 'publicKeyFile'], 'and wechat.publicKeyId belong together'));
  }
  if (isMissing(raw.http?.publicUrl) && isMissing(raw.wechat?.notifyUrl)) {
    problems.push(
      configProblem(['http', 'publicUrl'], 'is missing, so WeChat Pay could not report payments'),
    );
  }
  return problems;
}

function notifyUrlRefusals(raw: RawConfig): ConfigProblem[] {
  const notifyUrl = raw.wechat?.notifyUrl;
  return typeof notifyUrl === 'string' && notifyUrl.includes('?')
    ? [configProblem(['wechat', 'notifyUrl'], 'must have no query string')]
    : [];
}
