const STEPS = 100_000_000;

/** Steps of xorshift that a core of this machine takes in a second of its time: nothing but arithmetic. */
export function stepsPerSecond(): number {
  const before = process.cpuUsage();
  let state = 1;
  for (let step = 0; step < STEPS; step += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  const { user } = process.cpuUsage(before);
  if (state === 0) throw new Error('xorshift never comes to 0');
  return Math.round((STEPS * 1_000_000) / user);
}
