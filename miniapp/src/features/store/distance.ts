/** How far a store is, as people say it: to ten metres nearby, to a tenth of a kilometre beyond. */
export function distanceText(metres: number): string {
  if (metres < 995) return `${Math.max(10, Math.round(metres / 10) * 10)} m`;
  const tenths = Math.round(metres / 100);
  if (tenths >= 1_000) return `${Math.round(metres / 1_000)} km`;
  return `${Math.floor(tenths / 10)}.${tenths % 10} km`;
}
