/** What a benchmark found: it is printed as one line of JSON. Times in ms, rates a second. */
export type Measured = Readonly<Record<string, string | number | boolean | null | object>>;

/** A benchmark by its name: `npm run bench -- NAME [options]`. */
export interface Benchmark {
  readonly about: string;
  /** Loads the code only when it is asked for. @param args the options that follow the name */
  readonly run: (args: readonly string[]) => Promise<Measured>;
}

/** All benchmarks. What each means, and what was learned by it, is in README.md beside this file. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {};
