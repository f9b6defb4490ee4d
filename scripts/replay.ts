import { readFileSync } from 'node:fs';
import { InvalidHistory, readHistory } from '@paifan/shared/replay/read';
import { replay } from '@paifan/shared/replay/result';

/*
 * Replays histories of a shop: npm run --silent replay -- FILE...
 * One line of JSON a file on standard output. Exit 0 when all were replayed; 2, with a message on standard error, when a
 * file or an option is not valid.
 */

const USAGE = 'usage: npm run --silent replay -- [--engine memory] FILE...';
const NOT_VALID = 2;

/** What is wrong with the call or a file; said without a stack. */
class Refused extends Error {}

interface Call {
  readonly engine: string;
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
  return { engine, files };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

function replayFile(file: string): void {
  const result = replay(readHistory(readJson(file)));
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

function main(): void {
  try {
    const { engine, files } = readCall(process.argv.slice(2));
    if (engine !== 'memory')
      throw new Refused(`the engine "${engine}" is not there yet; use --engine memory\n${USAGE}`);
    for (const file of files) {
      try {
        replayFile(file);
      } catch (error) {
        refuse(`${file} is not valid: `, error);
      }
    }
  } catch (error) {
    refuse('', error);
  }
}

main();
