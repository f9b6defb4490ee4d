import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { InvalidPlan, readPlan } from '@paifan/shared/simulate/readPlan';
import type { SimulationResult } from '@paifan/shared/simulate/result';
import type { Plan } from '@paifan/shared/simulate/schema';
import type { Progress } from '@paifan/shared/simulate/simulate';
import { simulationText } from './simulation/table';
import { playInThread, Unplayable } from '../server/src/simulation/thread';
import { duration } from './terminal';

/*
 * Plays months of trade: npm run --silent simulate -- PLAN.json. A table on standard output, or all of it as JSON; progress on
 * standard error when it takes longer. Exit 2, with a message, when the plan or an option is not valid. The form of a plan is
 * explained in docs/SIMULATION.md.
 */

const USAGE = 'usage: npm run --silent simulate -- PLAN.json [--json] [--out FILE]';
const NOT_VALID = 2;
const QUIET_MS = 2000;

/** What is wrong with the call or the plan; said without a stack. */
class Refused extends Error {}

interface Call {
  readonly file: string;
  readonly asJson: boolean;
  /** Where the result goes; null: standard output. */
  readonly out: string | null;
}

function readCall(args: readonly string[]): Call {
  const files: string[] = [];
  let asJson = false;
  let out: string | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--json') asJson = true;
    else if (arg === '--out') {
      index += 1;
      out = args[index] ?? null;
      if (out === null) throw new Refused(`--out needs a file\n${USAGE}`);
    } else if (arg.startsWith('--')) throw new Refused(`there is no option ${arg}\n${USAGE}`);
    else files.push(arg);
  }
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Refused(USAGE);
  return { file, asJson, out };
}

function planIn(file: string): Plan {
  try {
    return readPlan(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof InvalidPlan || error instanceof SyntaxError)
      throw new Refused(`${file} is not valid: ${error.message}`);
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

/** Says how far a long play is. */
function reporting(): (progress: Progress) => void {
  const begun = performance.now();
  let last = begun;
  return ({ day, days, orders }) => {
    const now = performance.now();
    if (now - last < QUIET_MS) return;
    last = now;
    process.stderr.write(`  … day ${day} of ${days}, ${orders} orders, ${duration(now - begun)}\n`);
  };
}

async function play(file: string, plan: Plan): Promise<SimulationResult> {
  try {
    const { result } = await playInThread({ plan, runs: 1 }, reporting());
    return result;
  } catch (error) {
    if (error instanceof Unplayable) throw new Refused(`${file} cannot be played: ${error.message}`);
    throw error;
  }
}

async function main(): Promise<void> {
  try {
    const { file, asJson, out } = readCall(process.argv.slice(2));
    const result = await play(file, planIn(file));
    const text = asJson ? `${JSON.stringify(result)}\n` : simulationText(result);
    if (out === null) process.stdout.write(text);
    else writeFileSync(out, text);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = NOT_VALID;
  }
}

void main();
