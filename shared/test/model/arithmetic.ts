/*
 * Exact arithmetic and days for the naive model, with nothing but BigInt and Date (SPEC section 2). Kept apart from the money
 * module of the rules on purpose: a mistake there must not be repeated here.
 */

/** A ratio as a whole number of millionths: SPEC allows at most 6 decimals. */
export type Millionths = bigint;

/** Reads a decimal string such as `"0.65"` as 650000 millionths. */
export function millionths(ratio: string): Millionths {
  const [whole = '0', decimals = ''] = ratio.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, '0'));
}

/** The ratio without trailing zeros, as a result prints it. */
export function printed(ratio: Millionths): string {
  const decimals = String(ratio % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${ratio / 1_000_000n}${decimals === '' ? '' : '.'}${decimals}`;
}

/** ⌊amount × ratio⌋: "Every ratio × amount is rounded down to a whole fen." The amount is zero or more. */
export function share(amount: number, ratio: Millionths): number {
  return Number((BigInt(amount) * ratio) / 1_000_000n);
}

/** ⌊total × weight ÷ weights⌋. */
export function weighted(total: number, weight: number, weights: number): number {
  return Number((BigInt(total) * BigInt(weight)) / BigInt(weights));
}

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Date and time of day in Asia/Shanghai (UTC+8 all year): "Time zone of all day borders". */
export function shanghai(atMs: number): { date: string; time: string } {
  const iso = new Date(atMs + 8 * 60 * 60 * 1000).toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
}
