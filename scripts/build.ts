import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { withLock } from './lock';
import { ROOT } from './paths';
import { run } from './processes';
import { sourceHash } from './sourceHash';
import { ClearError, step } from './terminal';

export type BuildTarget = 'h5' | 'weapp';

export const MINIAPP = path.join(ROOT, 'miniapp');

/** The file without which a build is none: Taro exits 0 also when its configuration is wrong. */
const PROOF: Readonly<Record<BuildTarget, string>> = { h5: 'index.html', weapp: 'app.json' };

const SHOWN_LINES = 30;

const TITLE: Readonly<Record<BuildTarget, string>> = {
  h5: 'Building the web version of the mini-program',
  weapp: 'Building the mini-program for WeChat',
};

/** Taro's command line, run with Node. */
export function taroProgram(): string {
  return require.resolve('@tarojs/cli/bin/taro', { paths: [MINIAPP] });
}

/** Where a build lies. */
export function buildFolder(target: BuildTarget): string {
  return path.join(MINIAPP, 'dist', target);
}

/**
 * Builds the mini-program for a target under `miniapp/dist/`, unless it was built from these very sources.
 * Throws ClearError with the compiler's last lines.
 */
export function ensureBuilt(target: BuildTarget): Promise<void> {
  return withLock(`build-${target}`, async () => {
    const folder = buildFolder(target);
    const stamp = path.join(folder, '.stamp');
    const proof = path.join(folder, PROOF[target]);
    const current = sourcesOfBuild();
    if (existsSync(proof) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
    rmSync(stamp, { force: true });
    rmSync(proof, { force: true });
    await step(TITLE[target], () => build(target));
    if (sourcesOfBuild() === current) writeFileSync(stamp, current); // else a source changed meanwhile
  });
}

async function build(target: BuildTarget): Promise<void> {
  if (/[#?!]/.test(ROOT)) {
    throw new ClearError(
      `The folder ${ROOT} has a #, ? or ! in its path, and webpack cannot build there. Move it.`,
    );
  }
  const args = [taroProgram(), 'build', '--type', target, '--no-check', '--disable-global-config'];
  const result = await run(process.execPath, args, {
    cwd: MINIAPP,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const proof = path.join(buildFolder(target), PROOF[target]);
  if (result.code === 0 && existsSync(proof)) return;
  const why =
    result.code === 0 ? `made no ${path.relative(ROOT, proof)}` : `failed (exit code ${result.code})`;
  throw new ClearError(`taro build --type ${target} ${why}:\n${excerpt(result.lines).join('\n')}`);
}

/** What went wrong, without the progress bars before it: from the first error on, else the end. */
function excerpt(output: readonly string[]): string[] {
  const lines = output.map((line) => stripVTControlCharacters(line).trimEnd()).filter((line) => line !== '');
  const first = lines.findIndex((line) => /\berror\b/i.test(line));
  return first < 0 ? lines.slice(-SHOWN_LINES) : lines.slice(first, first + SHOWN_LINES);
}

function sourcesOfBuild(): string {
  const settings = Object.entries(process.env)
    .filter(([name]) => name.startsWith('TARO_APP_'))
    .map(([name, value]) => `${name}=${value}`);
  return sourceHash(
    ROOT,
    ['miniapp', 'shared/src', 'shared/package.json', 'tsconfig.json', 'package-lock.json'],
    settings.sort(),
  );
}
