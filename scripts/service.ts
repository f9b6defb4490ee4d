import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from './paths';

const STOP_LIMIT_MS = 20_000;

/** A long-running Node program that this command started. */
export interface Service {
  /** Resolves when it ended, with its exit code; undefined when a signal ended it. */
  ended: Promise<number | undefined>;
  /** Asks it to stop, waits, and kills it with all that it started when it takes longer than 20 s. */
  stop(): Promise<void>;
  /** Kills it and all that it started, now. */
  kill(): void;
}

/**
 * Starts Node with these arguments, in a process group of its own: Ctrl-C at the terminal does not reach it, because
 * it is stopped in order, before the database. Its output goes to the terminal.
 */
export function startService(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string = ROOT): Service {
  const child = spawn(process.execPath, ['--require', path.join(__dirname, 'exitWithParent.cjs'), ...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const kill = (): void => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // All of the group have ended.
    }
  };
  const ended = once(child, 'exit').then(([code]) => {
    kill(); // what it may have left behind
    return typeof code === 'number' ? code : undefined;
  });
  return {
    ended,
    kill,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(kill, STOP_LIMIT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
