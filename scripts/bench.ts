import { BENCHMARKS } from '../bench/benchmarks';
import { ClearError, keepStdoutForResults, runScript } from './terminal';

/** Runs one benchmark: progress on standard error, on standard output one line of JSON. */
async function bench(): Promise<number> {
  keepStdoutForResults();
  const [name = '', ...args] = process.argv.slice(2);
  const benchmark = BENCHMARKS[name];
  if (benchmark === undefined) {
    const rows = Object.entries(BENCHMARKS).map(([known, { about }]) => `  ${known.padEnd(12)} ${about}`);
    throw new ClearError(`Usage: npm run bench -- NAME [options]. Benchmarks:\n${rows.join('\n')}`);
  }
  const measured = await benchmark.run(args);
  process.stdout.write(`${JSON.stringify({ name, ...measured })}\n`);
  return 0;
}

runScript(bench);
