import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { duration } from './terminal';

/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2_147_483_647;

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Every line of stdout and stderr, as it comes. */
  onLine?: (line: string) => void;
  /** Kills the program when it takes longer. */
  limitMs?: number;
}

export interface RunResult {
  /** The exit code; 1 when a signal ended it, 127 when it could not be started. */
  code: number;
  /** stdout and stderr together, by line. */
  lines: string[];
}

/** Runs a program without a shell to its end. Does not throw when it fails: look at `code`. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const lines: string[] = [];
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const take = (line: string): void => {
      lines.push(line);
      options.onLine?.(line);
    };
    eachLine(child.stdout, take);
    eachLine(child.stderr, take);
    const limit = setTimeout(() => {
      take(`Killed: not done after ${duration(options.limitMs ?? 0)}.`);
      child.kill('SIGKILL');
    }, options.limitMs ?? MAX_TIMER_MS);
    const end = (result: RunResult): void => {
      clearTimeout(limit);
      running.delete(child);
      resolve(result);
    };
    child.once('error', (error) => end({ code: 127, lines: [...lines, error.message] }));
    child.once('close', (code) => end({ code: code ?? 1, lines }));
  });
}

const running = new Set<ChildProcess>();

/** Ends every program that `run` waits for. */
export function endRunning(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal);
}

/** Calls `take` for every line of a stream. */
export function eachLine(stream: Readable, take: (line: string) => void): void {
  readline.createInterface({ input: stream, crlfDelay: Infinity }).on('line', take);
}

/** The first of the files that exists and may be executed. */
export function firstExecutable(files: readonly string[]): string | undefined {
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Where programs are looked for: PATH, then folders that a user's PATH often lacks. */
export function programFolders(more: readonly string[]): string[] {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return [...new Set([...onPath, ...more])];
}

/** Is this process running? One that ended and was only not yet collected by its parent is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.charAt(stat.lastIndexOf(')') + 2) !== 'Z';
  } catch {
    return false;
  }
}

/** Waits until `done` says true, asking every 50 ms. Returns false when the time is over. */
export async function waitUntil(done: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  for (;;) {
    if (await done()) return true;
    if (Date.now() >= end) return false;
    await pause(50);
  }
}
