import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { withLock } from './lock';
import { ROOT } from './paths';
import { run } from './processes';
import { sourceHash } from './sourceHash';
import { ClearError, step } from './terminal';

export type BuildTarget = 'h5' | 'weapp' | 'admin';

export const MINIAPP = path.join(ROOT, 'miniapp');
export const ADMIN = path.join(ROOT, 'admin');

interface Target {
  readonly title: string;
  /** Whose sources it is made of. */
  readonly workspace: string;
  readonly folder: string;
  /** The file without which a build is none: Taro exits 0 also when its configuration is wrong. */
  readonly proof: string;
  /** Node's arguments that make it. */
  readonly command: () => readonly string[];
}

const taroBuild = (type: 'h5' | 'weapp') => (): readonly string[] => [
  ...[taroProgram(), 'build', '--type', type],
  ...['--no-check', '--disable-global-config'],
];

const TARGETS: Readonly<Record<BuildTarget, Target>> = {
  h5: {
    title: 'Building the web version of the mini-program',
    workspace: MINIAPP,
    folder: path.join(MINIAPP, 'dist', 'h5'),
    proof: 'index.html',
    command: taroBuild('h5'),
  },
  weapp: {
    title: 'Building the mini-program for WeChat',
    workspace: MINIAPP,
    folder: path.join(MINIAPP, 'dist', 'weapp'),
    proof: 'app.json',
    command: taroBuild('weapp'),
  },
  admin: {
    title: 'Building the consoles',
    workspace: ADMIN,
    folder: path.join(ADMIN, 'dist'),
    proof: 'index.html',
    command: () => [viteProgram(), 'build'],
  },
};

const SHOWN_LINES = 30;

/** Taro's command line, run with Node. */
export function taroProgram(): string {
  return require.resolve('@tarojs/cli/bin/taro', { paths: [MINIAPP] });
}

/** Vite's command line, run with Node. */
export function viteProgram(): string {
  const manifest = require.resolve('vite/package.json', { paths: [ADMIN] });
  return path.join(path.dirname(manifest), 'bin', 'vite.js');
}

/** Where a build lies. */
export const buildFolder = (target: BuildTarget): string => TARGETS[target].folder;

/**
 * Builds a target under its `dist/`, unless it was built from these very sources.
 * Throws ClearError with the compiler's last lines.
 */
export function ensureBuilt(target: BuildTarget): Promise<void> {
  return withLock(`build-${target}`, async () => {
    const { folder, title, ...made } = TARGETS[target];
    const stamp = path.join(folder, '.stamp');
    const proof = path.join(folder, made.proof);
    const current = sourcesOfBuild(target);
    if (existsSync(proof) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
    rmSync(stamp, { force: true });
    rmSync(proof, { force: true });
    await step(title, () => build(target));
    if (sourcesOfBuild(target) === current) writeFileSync(stamp, current); // else a source changed meanwhile
  });
}

async function build(target: BuildTarget): Promise<void> {
  if (/[#?!]/.test(ROOT)) {
    throw new ClearError(
      `The folder ${ROOT} has a #, ? or ! in its path, and webpack cannot build there. Move it.`,
    );
  }
  const { workspace, folder, command, ...made } = TARGETS[target];
  const result = await run(process.execPath, command(), {
    cwd: workspace,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const proof = path.join(folder, made.proof);
  if (result.code === 0 && existsSync(proof)) {
    if (target !== 'weapp') await compressFiles(folder); // WeChat takes its package as it is
    return;
  }
  const why =
    result.code === 0 ? `made no ${path.relative(ROOT, proof)}` : `failed (exit code ${result.code})`;
  throw new ClearError(`The build of ${target} ${why}:\n${excerpt(result.lines).join('\n')}`);
}

/** Files whose names say what is in them, and which the browser gets as they are. */
const KEPT_FILE = /[.-][0-9a-f]{8,}\.(js|css)$/;
const WORTH_BYTES = 1_024;

/** Puts compressed ones beside them, as small as can be, for the web server to send: else it would compress them anew for every visitor. */
async function compressFiles(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const kept = files.filter((file) => KEPT_FILE.test(file)).map((file) => path.join(folder, file));
  for (const file of kept) {
    const bytes = await readFile(file);
    if (bytes.length < WORTH_BYTES) continue;
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }
}

/** What went wrong, without the progress bars before it: from the first error on, else the end. */
function excerpt(output: readonly string[]): string[] {
  const lines = output.map((line) => stripVTControlCharacters(line).trimEnd()).filter((line) => line !== '');
  const first = lines.findIndex((line) => /\berror\b/i.test(line));
  return first < 0 ? lines.slice(-SHOWN_LINES) : lines.slice(first, first + SHOWN_LINES);
}

function sourcesOfBuild(target: BuildTarget): string {
  const settings = Object.entries(process.env)
    .filter(([name]) => name.startsWith('TARO_APP_'))
    .map(([name, value]) => `${name}=${value}`);
  return sourceHash(
    ROOT,
    [
      path.relative(ROOT, TARGETS[target].workspace),
      ...['shared/src', 'shared/package.json', 'tsconfig.json', 'package-lock.json'],
    ],
    settings.sort(),
  );
}
