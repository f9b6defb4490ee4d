import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { withLock } from './lock';
import { ClearError, step } from './terminal';
import { run } from './processes';

const POLICY = '/usr/sbin/policy-rc.d';

/** May this process install packages of a Debian or Ubuntu? */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Debian and Ubuntu name some packages differently: `debian`, `ubuntu`, or undefined elsewhere. */
export function distribution(): string | undefined {
  try {
    return /^ID="?([a-z]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

let updated: Promise<void> | undefined;

/** Once a process. */
const readLists = (): Promise<void> =>
  (updated ??= step('Reading the package lists (apt-get update)', (detail) => aptGet(['update'], detail)));

/** Does the distribution have a package of this name? */
export async function isPackage(name: string): Promise<boolean> {
  await withLock('apt', readLists);
  return (await run('apt-cache', ['show', '--no-all-versions', name])).code === 0;
}

/**
 * Installs packages of the distribution, without recommendations and without starting their services. Calls wait for
 * each other, as apt-get allows one at a time.
 */
export function installPackages(what: string, packages: readonly string[]): Promise<void> {
  return withLock('apt', async () => {
    await readLists();
    await step(`Installing ${what} (apt-get install ${packages.join(' ')})`, (detail) =>
      withoutServices(() => aptGet(['install', '-y', '--no-install-recommends', ...packages], detail)),
    );
  });
}

async function aptGet(args: readonly string[], detail: (text: string) => void): Promise<void> {
  const result = await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    onLine: detail,
  });
  if (result.code === 0) return;
  throw new ClearError(
    `\`apt-get ${args.join(' ')}\` failed (exit code ${result.code}). Its last lines:\n` +
      result.lines
        .slice(-12)
        .map((line) => `    ${line}`)
        .join('\n'),
  );
}

/** Debian's packages start their services when installed; this project starts its own. The policy ends with this process. */
async function withoutServices(work: () => Promise<void>): Promise<void> {
  if (existsSync(POLICY)) return work();
  writeFileSync(POLICY, `#!/bin/sh\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`, {
    mode: 0o755,
  });
  try {
    await work();
  } finally {
    rmSync(POLICY, { force: true });
  }
}
