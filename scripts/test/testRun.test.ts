import { setTimeout as pause } from 'node:timers/promises';
import { failure, type JestReport, readReport, SUCCESS, sum } from '../testRun/outcome';
import { piecesOf } from '../testRun/plan';
import { PROJECTS, readSelection } from '../testRun/projects';
import { runJobs } from '../testRun/queue';

describe('the arguments of npm test', () => {
  const names = (args: readonly string[]): string[] => readSelection(args).projects.map(({ name }) => name);

  test('without any, all projects run', () => {
    expect(names([]).sort()).toEqual(['e2e', 'miniapp', 'scripts', 'server', 'shared']);
    expect(readSelection([]).narrowed).toBe(false);
  });

  test('names choose projects', () => {
    expect(names(['shared', 'server']).sort()).toEqual(['server', 'shared']);
    expect(readSelection(['shared']).narrowed).toBe(false);
  });

  test('the rest goes to jest, also a word that is the name of a project', () => {
    const selection = readSelection(['server', '-t', 'shared']);
    expect(selection.projects.map(({ name }) => name)).toEqual(['server']);
    expect(selection.jestArguments).toEqual(['-t', 'shared']);
    expect(selection.narrowed).toBe(true);
  });
});

describe('the pieces of a project', () => {
  const server = PROJECTS.find(({ name }) => name === 'server') ?? { name: 'none', needs: [] };
  const numbers = (narrowed: boolean): string[] =>
    piecesOf(server, { narrowed }).map(({ number, of }) => `${number} of ${of}`);

  test('together they are all of it', () => expect(numbers(false)).toEqual(['1 of 3', '2 of 3', '3 of 3']));
  test('a run that looks for some tests only stays whole', () => expect(numbers(true)).toEqual(['1 of 1']));
});

describe('the outcome of a project', () => {
  const report = (tests: Record<string, string>, status = 'passed'): JestReport => ({
    numTotalTests: Object.keys(tests).length,
    numPassedTests: Object.values(tests).filter((each) => each === 'passed').length,
    testResults: [
      {
        name: 'a.test.ts',
        status,
        assertionResults: Object.entries(tests).map(([fullName, each]) => ({ fullName, status: each })),
      },
    ],
  });

  test.each([
    ['all passed', report({ a: 'passed', b: 'passed' }), 0, false, 2, []],
    ['one failed', report({ a: 'passed', b: 'failed' }, 'failed'), 1, false, 1, ['b']],
    ['a file could not run', report({}, 'failed'), 1, false, 0, ['a.test.ts could not run']],
    ['a skipped test counts as failed', report({ a: 'passed', b: 'pending' }), 0, false, 1, ['b (skipped)']],
    ['but not when some tests were asked for', report({ a: 'passed', b: 'pending' }), 0, true, 1, []],
    [
      'no tests',
      { numTotalTests: 0, numPassedTests: 0, testResults: [] },
      0,
      false,
      0,
      ['there are no tests'],
    ],
    ['none of that name', { numTotalTests: 0, numPassedTests: 0, testResults: [] }, 0, true, 0, []],
    ['an exit code without a reason', report({ a: 'passed' }), 1, false, 1, ['jest ended with exit code 1']],
  ])('%s', (_, given, exitCode, narrowed, passed, failures) => {
    expect(readReport(given, exitCode, narrowed)).toEqual({ passed, failed: failures.length, failures });
  });

  test('sums up over all', () => {
    const three = { passed: 3, failed: 0, failures: [] };
    expect(sum([SUCCESS, failure('x'), three])).toEqual({ passed: 4, failed: 1, failures: ['x'] });
  });
});

describe('the jobs of a test run', () => {
  const never = (): boolean => false;

  test('never run more at a time than there are slots', async () => {
    let now = 0;
    let most = 0;
    const job = {
      ready: Promise.resolve(),
      work: async () => {
        most = Math.max(most, ++now);
        await pause(2);
        return now--;
      },
    };
    await runJobs([job, { ...job }, { ...job }, { ...job }, { ...job }], 2, never);
    expect(most).toBe(2);
  });

  test('begin in the order of the list, as far as they are ready', async () => {
    const begun: string[] = [];
    let free = (): void => undefined;
    const job = (name: string, ready: Promise<void>, after = (): void => undefined) => ({
      ready,
      work: async () => {
        begun.push(name);
        await pause(1);
        after();
      },
    });
    const needsBuild = new Promise<void>((resolve) => (free = resolve));
    const now = Promise.resolve();
    await runJobs(
      [job('journeys', needsBuild), job('build', now, () => free()), job('a', now), job('b', now)],
      1,
      never,
    );
    expect(begun).toEqual(['build', 'journeys', 'a', 'b']);
  });

  test('begin first what the one before has made ready, however many steps later that is told', async () => {
    const begun: string[] = [];
    let free = (): void => undefined;
    const job = (name: string, ready: Promise<unknown>, after = (): void => undefined) => ({
      ready,
      work: () => {
        begun.push(name);
        after();
        return Promise.resolve();
      },
    });
    const built = new Promise<void>((resolve) => (free = resolve));
    const told = Promise.all([Promise.all([built])]);
    const now = Promise.resolve();
    await runJobs([job('journeys', told), job('build', now, () => free()), job('a', now)], 1, never);
    expect(begun).toEqual(['build', 'journeys', 'a']);
  });

  test('do not begin once stopped', async () => {
    let stopped = false;
    const work = async (): Promise<string> => {
      stopped = true;
      return 'one';
    };
    const ready = Promise.resolve();
    await expect(
      runJobs(
        [
          { ready, work },
          { ready, work },
        ],
        1,
        () => stopped,
      ),
    ).resolves.toEqual(['one']);
  });

  test('are none: the run ends', async () => {
    await expect(runJobs([], 2, never)).resolves.toEqual([]);
  });
});
