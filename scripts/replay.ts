import { readFileSync } from 'node:fs';
import { explainHistory } from '@paifan/shared/explain/history';
import { InvalidHistory, readHistoryText } from '@paifan/shared/replay/read';
import { replay, type ReplayResult } from '@paifan/shared/replay/result';
import type { History } from '@paifan/shared/replay/schema';
import { explanationText } from './explainText';
import { ClearError, keepStdoutForResults, say } from './terminal';

/*
 * Replays histories of a shop: npm run --silent replay -- FILE...
 * One line of JSON a file on standard output. Exit 0 when all were replayed; 2, with a message on standard error, when a
 * file or an option is not valid; 1 when the database fails. With --explain: why a line of an order gave, joined and
 * received what it did, as text or as JSON; an entry has the name of its line.
 */

const USAGE = `usage: npm run --silent replay -- [--engine memory|mysql] FILE...
       npm run --silent replay -- --explain ORDER/LINE [--json] FILE`;
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
  /** The line to explain; null: replay. */
  readonly explain: string | null;
  readonly asJson: boolean;
}

function readCall(args: readonly string[]): Call {
  const files: string[] = [];
  let engine = 'memory';
  let explain: string | null = null;
  let asJson = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--engine') {
      index += 1;
      engine = args[index] ?? '';
    } else if (arg === '--explain') {
      index += 1;
      explain = args[index] ?? '';
    } else if (arg === '--json') {
      asJson = true;
    } else if (arg.startsWith('--')) {
      throw new Refused(`there is no option ${arg}\n${USAGE}`);
    } else {
      files.push(arg);
    }
  }
  if (files.length === 0) throw new Refused(USAGE);
  const known = ENGINES.find((name) => name === engine);
  if (known === undefined) throw new Refused(`there is no engine "${engine}"\n${USAGE}`);
  if (explain === null && asJson) throw new Refused(`--json goes with --explain\n${USAGE}`);
  if (explain !== null && (known !== 'memory' || files.length !== 1))
    throw new Refused(`--explain takes one file, and explains it in memory\n${USAGE}`);
  return { engine: known, files, explain, asJson };
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
  // Two writes: put together, a long result would be in memory twice.
  process.stdout.write(JSON.stringify({ file, result }));
  process.stdout.write('\n');
}

function explainFile(file: string, name: string, asJson: boolean): void {
  const history = readHistoryText(readText(file));
  const explanation = explainHistory(history, (line) => line === name).get(name);
  if (explanation === undefined) {
    refuse('', new Refused(`${file} places no line ${name}; a line is named ORDER/LINE, from 0: o1/0`));
    return;
  }
  const text = asJson ? `${JSON.stringify({ file, explanation })}\n` : explanationText(explanation);
  process.stdout.write(text);
}

/** Amounts beyond what a whole number holds exactly are the history's fault too. */
const isFault = (error: unknown): error is Error =>
  error instanceof Refused || error instanceof InvalidHistory || error instanceof RangeError;

function refuse(what: string, error: unknown): void {
  if (!isFault(error)) throw error;
  process.stderr.write(`${what}${error.message}\n`);
  process.exitCode = NOT_VALID;
}

async function eachFile(
  files: readonly string[],
  work: (file: string) => void | Promise<void>,
): Promise<void> {
  for (const file of files) {
    try {
      await work(file);
    } catch (error) {
      refuse(`${file} is not valid: `, error);
    }
  }
}

const replayFiles = (files: readonly string[], play: Play): Promise<void> =>
  eachFile(files, (file) => replayFile(file, play));

const PROGRESS_EVENTS = 10_000;

/** A scratch database serves all files: it is emptied for each. The server's code is loaded only now: in memory it is not needed. */
async function replayFilesInDatabase(files: readonly string[]): Promise<void> {
  const { closeDatabase, openDatabase } = await import('../server/src/db/connect');
  const { migrate } = await import('../server/src/db/migrate');
  const { replayInDatabase } = await import('../server/src/replay/replayInDatabase');
  const { withScratchDatabase } = await import('./database');
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
    const { engine, files, explain, asJson } = readCall(process.argv.slice(2));
    if (explain !== null) await eachFile(files, (file) => explainFile(file, explain, asJson));
    else if (engine === 'mysql') await replayFilesInDatabase(files);
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
