import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { localFolder, ROOT } from '../paths';
import { run } from '../processes';
import { duration, say } from '../terminal';
import { failure, type JestReport, type Outcome, readReport, SUCCESS } from './outcome';
import type { Project, Selection } from './projects';

/** Test results and screenshots of the last run. */
export const ARTIFACTS = path.join(ROOT, 'artifacts');

/** A project that takes longer hangs. */
const LIMIT_MS = 45 * 60_000;

/** One of the pieces that a project is run in. */
export interface Piece {
  readonly project: Project;
  readonly number: number;
  readonly of: number;
}

/** Runs one jest project, or one piece of it; its lines come with its name in front. */
export async function runPiece(
  { project, number, of }: Piece,
  { jestArguments, narrowed }: Selection,
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const name = of === 1 ? project.name : `${project.name}-${number}`;
  const reportFile = path.join(ARTIFACTS, 'tests', `${name}.json`);
  mkdirSync(path.dirname(reportFile), { recursive: true });
  rmSync(reportFile, { force: true });
  const workers = project.alone ? 1 : Math.max(1, Math.floor(availableParallelism() / 2));
  const begun = Date.now();
  const { code, lines } = await run(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      ...['--config', path.join(ROOT, project.name, 'jest.config.js')],
      ...['--ci', '--json', `--outputFile=${reportFile}`, `--maxWorkers=${workers}`],
      ...(of === 1 ? [] : [`--shard=${number}/${of}`]),
      ...(narrowed ? ['--passWithNoTests'] : []),
      ...jestArguments,
    ],
    { cwd: ROOT, env: jestEnvironment(env), onLine: prefixed(name), limitMs: LIMIT_MS },
  );
  const outcome = existsSync(reportFile)
    ? readReport(JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport, code, narrowed)
    : failure(`jest made no report: ${lines.at(-1) ?? `exit code ${code}`}`);
  report(name, outcome, begun);
  return named(name, outcome);
}

/** Checks the types of one folder. */
export async function checkTypes(name: string): Promise<Outcome> {
  const begun = Date.now();
  const { code, lines } = await run(
    process.execPath,
    [
      require.resolve('typescript/bin/tsc'),
      ...['-p', path.join(ROOT, name)],
      ...['--incremental', '--tsBuildInfoFile', path.join(localFolder('types'), `${name}.json`)],
    ],
    { cwd: ROOT, limitMs: LIMIT_MS },
  );
  if (code !== 0) lines.forEach(prefixed(`${name} types`));
  const outcome = code === 0 ? SUCCESS : failure('the types do not fit');
  report(`${name} types`, outcome, begun);
  return named(name, outcome);
}

function jestEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _shop, PORT: _port, ...rest } = process.env; // tests touch no shop's database
  return {
    ...rest,
    NODE_ENV: 'test',
    ARTIFACTS_DIR: ARTIFACTS,
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    ...env,
  };
}

function report(name: string, { passed, failed }: Outcome, begun: number): void {
  say(
    `${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed (${duration(Date.now() - begun)})`,
  );
}

function named(name: string, outcome: Outcome): Outcome {
  return { ...outcome, failures: outcome.failures.map((line) => `${name}: ${line}`) };
}

function prefixed(name: string): (line: string) => void {
  return (line) => line.trim() !== '' && say(`${name.padEnd(8)}│ ${line}`);
}
