import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { localFolder } from './paths';
import { isAlive } from './processes';

const HEARTBEAT_MS = 2_000;
/** A holder that gave no sign of life for so long has ended, even if another process got its number. */
const STALE_MS = 30_000;

/**
 * Does `work` while no other process of this clone does work under the same name, so that two commands started
 * at once do not both create the database or both write the same build. A lock left behind by a killed process is taken over.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(localFolder('locks'), name);
  const token = `${process.pid} ${randomUUID()}`;
  while (!take(file, token)) {
    if (isStale(file)) rmSync(file, { force: true });
    else await pause(100);
  }
  const heartbeat = setInterval(() => beat(file), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(file) === token) rmSync(file, { force: true });
  }
}

function take(file: string, token: string): boolean {
  try {
    writeFileSync(file, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(file: string): boolean {
  const pid = Number(read(file)?.split(' ')[0]);
  if (pid > 0 && !isAlive(pid)) return true;
  try {
    return Date.now() - statSync(file).mtimeMs > STALE_MS;
  } catch {
    return false; // released meanwhile
  }
}

function beat(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Removed by hand: the work goes on, and nothing is left to release.
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
