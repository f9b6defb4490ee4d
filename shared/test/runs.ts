/*
 * How long property tests look. PROPERTY_RUNS=5000 tries that many random cases for each; PROPERTY_SEED repeats those of a
 * failure, which prints its seed.
 */

const numberFrom = (name: string): number | undefined => {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${name} must be a whole number, it is "${text}"`);
  return number;
};

/** The parameters of a property: as many runs as are usual for it, unless the environment says otherwise. */
export function runs(usual: number): { numRuns: number; seed?: number } {
  const seed = numberFrom('PROPERTY_SEED');
  return { numRuns: numberFrom('PROPERTY_RUNS') ?? usual, ...(seed === undefined ? {} : { seed }) };
}
