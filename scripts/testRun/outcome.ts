/** How a part of the test run ended. */
export interface Outcome {
  passed: number;
  failed: number;
  /** One line for each failure. */
  failures: readonly string[];
}

/** The parts of jest's JSON report that are read here. */
export interface JestReport {
  numTotalTests: number;
  numPassedTests: number;
  testResults: readonly {
    name: string;
    status: string;
    assertionResults: readonly { fullName: string; status: string }[];
  }[];
}

/** One failure that is no test: a build, a type check, a project that did not run. */
export function failure(line: string): Outcome {
  return { passed: 0, failed: 1, failures: [line] };
}

/** One thing that went well. */
export const SUCCESS: Outcome = { passed: 1, failed: 0, failures: [] };

/**
 * Reads a report of jest strictly: a file that could not run counts as failed, and so does a skipped test, a project
 * without tests, and an exit code that no failed test explains. When the person narrowed the run down to some tests, the others are
 * skipped rightly.
 */
export function readReport(report: JestReport, exitCode: number, narrowed: boolean): Outcome {
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    if (file.status === 'failed' && failed.length === 0) return [`${file.name} could not run`];
    const skipped = narrowed ? [] : file.assertionResults.filter(({ status }) => isSkipped(status));
    return [...failed.map((test) => test.fullName), ...skipped.map((test) => `${test.fullName} (skipped)`)];
  });
  if (report.numTotalTests === 0 && failures.length === 0 && !narrowed) failures.push('there are no tests');
  if (exitCode !== 0 && failures.length === 0) failures.push(`jest ended with exit code ${exitCode}`);
  return { passed: report.numPassedTests, failed: failures.length, failures };
}

function isSkipped(status: string): boolean {
  return status === 'pending' || status === 'todo' || status === 'skipped' || status === 'disabled';
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}
