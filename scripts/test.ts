import { availableParallelism } from 'node:os';
import { endRunning } from './processes';
import { onStopRequest } from './stopping';
import { duration, runScript, say } from './terminal';
import { type Outcome, sum } from './testRun/outcome';
import { planTests } from './testRun/plan';
import { readSelection } from './testRun/projects';
import { runJobs } from './testRun/queue';

const FORCED_EXIT_MS = 5_000;
const SHOWN_FAILURES = 100;
const INTERRUPTED = 130;

/** `npm test`: sets up what the tests need, runs them all, and ends with the line `N passed, N failed`. */
async function test(): Promise<number> {
  const begun = Date.now();
  let stopped = false;
  onStopRequest(
    () => {
      stopped = true;
      endRunning('SIGTERM');
    },
    () => {
      endRunning('SIGKILL');
      setTimeout(() => process.exit(INTERRUPTED), FORCED_EXIT_MS).unref();
    },
  );

  const plan = planTests(readSelection(process.argv.slice(2)), () => stopped);
  let outcomes: Outcome[];
  try {
    outcomes = await runJobs(plan.jobs, Math.max(2, availableParallelism()), () => stopped);
  } finally {
    endRunning('SIGTERM'); // nothing runs any more, unless the plan itself broke
    await plan.cleanUp();
  }
  if (stopped) return INTERRUPTED;

  const { passed, failed, failures } = sum(outcomes);
  if (failures.length > 0) say('\nFailed:');
  for (const line of failures.slice(0, SHOWN_FAILURES)) say(`  ${line}`);
  if (failures.length > SHOWN_FAILURES) say(`  and ${failures.length - SHOWN_FAILURES} more`);
  say(`\nDone in ${duration(Date.now() - begun)}. Results and screenshots: artifacts/`);
  const nothingRan = passed + failed === 0;
  if (nothingRan) say('No test has that name.');
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 || nothingRan ? 1 : 0;
}

runScript(test);
