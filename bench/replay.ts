import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ROOT } from '../scripts/paths';
import { ClearError, step } from '../scripts/terminal';
import type { Measured } from './support/measured';
import { wholeNumbers } from './support/options';
import { median } from './support/settling';

const PRODUCTS = 20;
const MEMBERS = 5000;
const BEGIN = Date.parse('2026-01-01T00:00:00+08:00');
const MINUTE = 60_000;
const EVENTS_AN_ORDER = 3;

const lineOf = (order: number, line: number): object => ({
  product: `p${(order + line) % PRODUCTS}`,
  paidFen: 2000 + ((order * 37 + line * 101) % 9000),
  costFen: 1000,
});

/** Orders that are placed, paid and a day later completed, with rewards and acceleration for their inviters. */
function historyOf(events: number, lines: number): object {
  const orders = Math.ceil(events / EVENTS_AN_ORDER);
  const list: { at: string; sort: number }[] = [];
  for (let order = 0; order < orders; order += 1) {
    const placed = BEGIN + order * MINUTE;
    const add = (sort: number, event: object): void => {
      list.push({ at: new Date(sort).toISOString(), sort, ...event });
    };
    const id = `o${order}`;
    add(placed, {
      type: 'order',
      id,
      member: `m${(order * 7919) % MEMBERS}`,
      kind: 'mall',
      lines: Array.from({ length: lines }, (_, line) => lineOf(order, line)),
    });
    add(placed, { type: 'pay', order: id });
    add(placed + 1440 * MINUTE, { type: 'complete', order: id });
  }
  list.sort((a, b) => a.sort - b.sort);
  return {
    settings: {
      extractionRatio: '0.1',
      referral: { directRatio: '0.02', freezeDays: 1 },
      acceleration: { directRatio: '0.1' },
    },
    products: Array.from({ length: PRODUCTS }, (_, index) => ({ id: `p${index}` })),
    members: Array.from({ length: MEMBERS }, (_, index) => ({
      id: `m${index}`,
      ...(index === 0 ? {} : { inviter: `m${index >> 1}` }),
    })),
    events: list.slice(0, events).map(({ sort: _, ...event }) => event),
  };
}

interface Run {
  readonly seconds: number;
  readonly peakMb: number;
}

/** Replays a file with the real command; the process tells its largest memory when it ends. */
function replay(file: string): Promise<Run> {
  const begun = performance.now();
  const env = {
    ...process.env,
    NODE_OPTIONS: `--require "${path.join(__dirname, 'support/peakMemory.cjs')}"`,
  };
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'replay', file], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let peakKb = '';
  child.stdio[3]?.on('data', (text: Buffer) => (peakKb += text.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new ClearError(`The replay ended with ${code}.`));
      return resolve({
        seconds: (performance.now() - begun) / 1000,
        peakMb: Math.round(Number(peakKb) / 1024),
      });
    });
  });
}

const inTenths = (value: number): number => Math.round(value * 10) / 10;

/**
 * A long history, replayed by the command `npm run replay` in a process of its own: from its start to its end, and the largest memory
 * that it had.
 */
export async function benchReplay(args: readonly string[]): Promise<Measured> {
  const { events, lines, runs } = wholeNumbers(args, { events: 100_000, lines: 5, runs: 3 });
  const folder = mkdtempSync(path.join(tmpdir(), 'paifan-bench-'));
  try {
    const file = path.join(folder, 'history.json');
    writeFileSync(file, JSON.stringify(historyOf(events, lines)));
    const found: Run[] = [];
    for (let run = 1; run <= runs; run += 1)
      found.push(await step(`${events} events, run ${run} of ${runs}`, () => replay(file)));
    return {
      seconds: inTenths(median(found.map(({ seconds }) => seconds))),
      peakMb: Math.max(...found.map(({ peakMb }) => peakMb)),
      events,
      linesAnOrder: lines,
      runs,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
