import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ClearError } from '../terminal';
import { connectToServer } from './connect';
import { databaseNameIn, withDatabase, withoutPassword } from './url';

/** A test run ends within this time; what is older was left behind by one that was killed. */
const LEFTOVER_HOURS = 3;

/** Creates the database that a URL names, unless it exists. */
export async function createDatabase(url: string): Promise<void> {
  const name = databaseNameIn(url);
  // Asked first: an account without the right to create databases may use one that exists.
  if ((await databaseNames(url)).includes(name)) return;
  await onServer(url, `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4`);
}

/** A server that still tidies up its full-text indexes finds the folder not empty; a moment later it is. */
const DROP_ATTEMPTS = 5;

/** Drops the database that a URL names, with all that is in it. */
export async function dropDatabase(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dropOnce(url);
    } catch (error) {
      if (attempt === DROP_ATTEMPTS || !isNotEmpty(error)) throw error;
      await pause(attempt * 200);
    }
  }
}

async function dropOnce(url: string): Promise<void> {
  await onServer(url, `DROP DATABASE IF EXISTS \`${databaseNameIn(url)}\``);
}

const isNotEmpty = (error: unknown): boolean => String(error).includes('Directory not empty');

/**
 * Creates an empty database of its own for tests on the server of `serverUrl`, and returns its URL. Databases with this
 * prefix that an earlier, killed run left behind are dropped. `prefix`: lower-case letters and _.
 */
export async function createScratchDatabase(serverUrl: string, prefix: string): Promise<string> {
  await dropLeftovers(serverUrl, prefix, new Date());
  const url = withDatabase(serverUrl, scratchName(prefix, new Date(), randomBytes(4).toString('hex')));
  await createDatabase(url);
  return url;
}

/** `prefix_20261122t235901z_1a2b3c4d`: its time tells leftovers from databases in use. */
export function scratchName(prefix: string, now: Date, random: string): string {
  if (!/^[a-z][a-z_]{0,30}$/.test(prefix)) throw new Error(`Not a prefix of a scratch database: ${prefix}`);
  const time = now.toISOString().slice(0, 19).replace(/[-:]/g, '').toLowerCase();
  return `${prefix}_${time}z_${random}`;
}

/** Is this a scratch database of that prefix, created so long ago that its run cannot be alive? */
export function isLeftover(name: string, prefix: string, now: Date): boolean {
  const match = /^([a-z_]+)_(\d{8}t\d{6}z)_[0-9a-f]{8}$/.exec(name);
  if (match?.[1] !== prefix) return false;
  const oldest = scratchName(prefix, new Date(now.getTime() - LEFTOVER_HOURS * 3_600_000), '00000000');
  return name < oldest;
}

/** One that a killed server left a stray file in can never be dropped by it, and is in nobody's way. */
async function dropLeftovers(serverUrl: string, prefix: string, now: Date): Promise<void> {
  for (const name of await databaseNames(serverUrl)) {
    if (!isLeftover(name, prefix, now)) continue;
    await dropOnce(withDatabase(serverUrl, name)).catch((error: unknown) => {
      if (!isNotEmpty(error)) throw error;
    });
  }
}

async function databaseNames(url: string): Promise<string[]> {
  const rows = await onServer(url, 'SHOW DATABASES');
  return (rows as { Database: string }[]).map((row) => row.Database);
}

async function onServer(url: string, statement: string): Promise<unknown> {
  const connection = await connectToServer(url);
  try {
    return (await connection.query(statement))[0];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClearError(`\`${statement}\` failed on ${withoutPassword(url)}: ${reason}`);
  } finally {
    await connection.end();
  }
}
