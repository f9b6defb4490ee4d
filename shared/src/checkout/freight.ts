import { fen, type Fen } from '../money/fen';

/** What sending costs somewhere: up to `first` units, and for every `additional` units begun beyond. Units: pieces or grams. */
export interface FreightRate {
  readonly first: number;
  readonly firstFen: Fen;
  readonly additional: number;
  readonly additionalFen: Fen;
}

/** A rate for a group of regions: the first 2, 4 or 6 digits of their GB/T 2260 codes (a province, a city, a district). */
export interface FreightGroup extends FreightRate {
  readonly regions: readonly string[];
}

export const CHARGED_BY = ['piece', 'weight'] as const;
export type ChargedBy = (typeof CHARGED_BY)[number];

/** A freight template. */
export interface FreightRules {
  readonly chargeBy: ChargedBy;
  readonly regions: readonly FreightGroup[];
  /** For regions in no group; null: nothing is sent there. */
  readonly elsewhere: FreightRate | null;
  /** From this amount on (net of discounts), or from so many pieces on, it is free wherever something is sent. */
  readonly freeFromFen: Fen | null;
  readonly freeFromPieces: number | null;
}

/** What of an order goes by one template. */
export interface FreightLoad {
  readonly pieces: number;
  readonly grams: number;
  readonly amountFen: Fen;
}

/** The rate of a region: the group that names it most closely, else what holds elsewhere. */
export function rateOf({ regions, elsewhere }: FreightRules, regionCode: string): FreightRate | null {
  let best: { readonly length: number; readonly rate: FreightRate } | null = null;
  for (const group of regions)
    for (const prefix of group.regions)
      if (regionCode.startsWith(prefix) && prefix.length > (best?.length ?? 0))
        best = { length: prefix.length, rate: group };
  return best === null ? elsewhere : best.rate;
}

/**
 * What sending a load by a template costs; null: nothing is sent to that region. Several templates in one order add up.
 * @param regionCode six digits
 */
export function freightOf(rules: FreightRules, regionCode: string, load: FreightLoad): Fen | null {
  const rate = rateOf(rules, regionCode);
  if (rate === null) return null;
  if (rules.freeFromFen !== null && load.amountFen >= rules.freeFromFen) return fen(0);
  if (rules.freeFromPieces !== null && load.pieces >= rules.freeFromPieces) return fen(0);
  const units = rules.chargeBy === 'piece' ? load.pieces : load.grams;
  const more = Math.max(0, units - rate.first);
  return fen(rate.firstFen + Math.ceil(more / rate.additional) * rate.additionalFen);
}
