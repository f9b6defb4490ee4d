import { readFileSync } from 'node:fs';
import { InvalidHistory, readHistoryText } from '@paifan/shared/replay/read';
import { replay, type ReplayResult } from '@paifan/shared/replay/result';
import type { History } from '@paifan/shared/replay/schema';
import { closeDatabase, openDatabase } from '../server/src/db/connect';
import { migrate } from '../server/src/db/migrate';
import { replayInDatabase } from '../server/src/replay/replayInDatabase';
import { withScratchDatabase } from './database';
import { ClearError, keepStdoutForResults, say } from './terminal';

/*
 * Replays histories of a shop: npm run --silent replay -- FILE...
 * One line of JSON a file on standard output. Exit 0 when all were replayed; 2, with a message on standard error, when a
 * file or an option is not valid; 1 when the database fails.
 */

const USAGE = 'usage: npm run --silent replay -- [--engine memory|mysql] FILE...';
const NOT_VALID = 2;

/** What is wrong with the call or a file; said without a stack. */
class Refused extends Error {}

const ENGINES = ['memory', 'mysql'] as const;
type Engine = (typeof ENGINES)[number];

/** Replays one history. */
type Play = (history: History) => ReplayResult | Promise<ReplayResult>;

interface Call {
  readonly engine: Engine;
  readonly files: readonly string[];
}

function readCall(args: readonly string[]): Call {
  const files: string[] = [];
  let engine = 'memory';
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--engine') {
      index += 1;
      engine = args[index] ?? '';
    } else if (arg.startsWith('--')) {
      throw new Refused(`there is no option ${arg}\n${USAGE}`);
    } else {
      files.push(arg);
    }
  }
  if (files.length === 0) throw new Refused(USAGE);
  const known = ENGINES.find((name) => name === engine);
  if (known === undefined) throw new Refused(`there is no engine "${engine}"\n${USAGE}`);
  return { engine: known, files };
}

/** The text of a file; what is not UTF-8 is refused, not guessed at. */
function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

async function replayFile(file: string, play: Play): Promise<void> {
  const result = await play(readHistoryText(readText(file)));
  process.stdout.write(`${JSON.stringify({ file, result })}\n`);
}

/** Amounts beyond what a whole number holds exactly are the history's fault too. */
const isFault = (error: unknown): error is Error =>
  error instanceof Refused || error instanceof InvalidHistory || error instanceof RangeError;

function refuse(what: string, error: unknown): void {
  if (!isFault(error)) throw error;
  process.stderr.write(`${what}${error.message}\n`);
  process.exitCode = NOT_VALID;
}

async function replayFiles(files: readonly string[], play: Play): Promise<void> {
  for (const file of files) {
    try {
      await replayFile(file, play);
    } catch (error) {
      refuse(`${file} is not valid: `, error);
    }
  }
}

const PROGRESS_EVENTS = 10_000;

/** A scratch database serves all files: it is emptied for each. */
function replayFilesInDatabase(files: readonly string[]): Promise<void> {
  return withScratchDatabase('paifan_replay', async (url) => {
    await migrate(url);
    const db = openDatabase(url);
    const progress = (events: number): void => {
      if (events % PROGRESS_EVENTS === 0) say(`  … ${events} events`);
    };
    try {
      await replayFiles(files, (history) => replayInDatabase(history, { db, progress }));
    } finally {
      await closeDatabase(db);
    }
  });
}

async function main(): Promise<void> {
  keepStdoutForResults();
  try {
    const { engine, files } = readCall(process.argv.slice(2));
    if (engine === 'mysql') await replayFilesInDatabase(files);
    else await replayFiles(files, replay);
  } catch (error) {
    refuse('', error);
  }
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${error instanceof ClearError ? error.message : text}\n`);
  process.exitCode = 1;
});
