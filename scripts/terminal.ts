/** A failure that its message explains fully: shown without a stack trace, exit code 1. */
export class ClearError extends Error {
  override readonly name = 'ClearError';
}

let terminal: NodeJS.WriteStream = process.stdout;

/** From now on `say` writes to stderr: for commands whose standard output is a result that programs read. */
export function keepStdoutForResults(): void {
  terminal = process.stderr;
}

/** Prints one line for the person at the terminal. */
export function say(line: string): void {
  terminal.write(`${line}\n`);
}

/** Milliseconds as people read them: `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  const tenths = Math.round(ms / 100);
  if (tenths < 100) return `${Math.floor(tenths / 10)}.${tenths % 10} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Runs one step of a long way: says what it does, every ten seconds that it still does it (with the last
 * detail that the work gave), and how long it took.
 */
export async function step<T>(
  title: string,
  work: (detail: (text: string) => void) => Promise<T>,
): Promise<T> {
  const begun = Date.now();
  let last = '';
  say(`· ${title} …`);
  const ticker = setInterval(() => {
    say(`  … ${title}, ${duration(Date.now() - begun)}${last && `: ${last}`}`);
  }, 10_000);
  try {
    const result = await work((text) => {
      last = text.trim().slice(0, 100);
    });
    say(`✓ ${title} (${duration(Date.now() - begun)})`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}

/** Runs a script to its end: the exit code that it returns, or 1 with one clear message. */
export function runScript(script: () => Promise<number>): void {
  script().then(
    (code) => process.exit(code),
    (error: unknown) => {
      if (error instanceof ClearError) process.stderr.write(`\n✗ ${error.message}\n`);
      else process.stderr.write(`\n✗ ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
}
