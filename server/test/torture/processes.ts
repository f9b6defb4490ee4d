import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../../scripts/paths';
import { eachLine } from '../../../scripts/processes';

/** A process of the shop that is started again whenever it ends, as the system that runs a shop does. */
export interface KeptProcess {
  readonly name: string;
  /** Has it said that it is open, since it was started last? */
  isOpen(): boolean;
  /** kill -9. */
  kill(): void;
  /** How often it was started. */
  starts(): number;
  /** Ends it for good, in good order. */
  stop(): Promise<void>;
}

const RESTART_MS = 100;
const STOP_LIMIT_MS = 15_000;

/** Starts services of the shop in a process of their own. What they say goes to a file of the folder. */
export function keepRunning(
  name: string,
  services: string,
  env: NodeJS.ProcessEnv,
  folder: string,
): KeptProcess {
  const log = createWriteStream(path.join(folder, `${name}.log`), { flags: 'a', mode: 0o600 });
  let child: ChildProcess | undefined;
  let open = false;
  let starts = 0;
  let stopping = false;

  const start = (): void => {
    starts += 1;
    const started = spawn(
      process.execPath,
      [
        ...['--require', path.join(ROOT, 'scripts/exitWithParent.cjs'), '--import', 'tsx'],
        ...['server/src/main.ts', '--services', services],
      ],
      { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    child = started;
    const take = (line: string): void => {
      log.write(`${line}\n`);
      if (line.includes('the shop is open')) open = true;
    };
    if (started.stdout) eachLine(started.stdout, take);
    if (started.stderr) eachLine(started.stderr, take);
    started.once('exit', () => void restart());
  };
  const restart = async (): Promise<void> => {
    open = false;
    await pause(RESTART_MS);
    if (!stopping) start();
  };

  start();
  return {
    name,
    isOpen: () => open,
    kill: () => void child?.kill('SIGKILL'),
    starts: () => starts,
    stop: async () => {
      stopping = true;
      const last = child;
      if (last && last.exitCode === null && last.signalCode === null) {
        const ended = once(last, 'exit');
        last.kill('SIGTERM');
        const limit = setTimeout(() => last.kill('SIGKILL'), STOP_LIMIT_MS);
        await ended;
        clearTimeout(limit);
      }
      log.end();
    },
  };
}
