/** Seven digits: what a SKU may have at most, as the API takes it. */
const PIECES = /^(0|[1-9]\d{0,6})$/;

/** Pieces as they were typed; null: no whole number that a stock can be. */
export function piecesOfTyped(typed: string): number | null {
  const text = typed.trim();
  return PIECES.test(text) ? Number(text) : null;
}
