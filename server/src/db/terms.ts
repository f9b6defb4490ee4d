import { z } from 'zod';
import type { LineTerms, LimitScope, PlaceOwner } from '@paifan/shared/rebate/settle/terms';
import type { RuleSource } from '@paifan/shared/rebate/ratio/chains';
import type { Place } from '@paifan/shared/rebate/settle/facts';
import { lotterySchema } from '@paifan/shared/settings/schema';
import { queueKeyColumn, ratioColumn } from './columns';

const text = <T extends string>(pattern: RegExp): z.ZodType<T> =>
  z.string().regex(pattern) as unknown as z.ZodType<T>;

const windowSchema = z.object({
  from: z.string(),
  to: z.string(),
  fromDate: z.string().optional(),
  toDate: z.string().optional(),
});

const gateSchema = z.object({
  scope: text<LimitScope>(/^(product|store|cashier):/),
  windows: z.array(windowSchema),
  maxPerMember: z.int().nullable(),
  maxPerMemberPerDay: z.int().nullable(),
});

/** A line's terms as they are kept. */
export interface StoredTerms extends LineTerms {
  /** Only in a replayed history: what the random return drew. */
  readonly slot?: Place;
}

/** What was fixed for a line when its order was placed, as it was written then by `lineTerms`. */
export const lineTermsSchema: z.ZodType<StoredTerms> = z.object({
  queue: queueKeyColumn,
  rebateOn: z.boolean(),
  extractionRatio: ratioColumn,
  entitlementRatio: ratioColumn,
  source: text<RuleSource>(/^(product|store|cashier|platform)\.(level|spend|lottery|fixed)$/),
  lottery: lotterySchema.nullable(),
  gates: z.array(gateSchema),
  randomReturn: z
    .object({
      cashSlots: z.int(),
      pointsSlots: z.int(),
      owner: text<PlaceOwner>(/^(platform|store:.+|cashier:.+)$/),
      pointsRatio: ratioColumn,
    })
    .nullable(),
  slot: z.enum(['cash', 'points']).optional(),
  brakeFactor: ratioColumn.optional(),
});

const REMEMBERED = 10_000;
const termsOf = new Map<string, StoredTerms>();

/** Reads a line's terms from their JSON. Most lines of a product have the same, so they are read once. @throws ZodError */
export function readLineTerms(json: string): StoredTerms {
  const known = termsOf.get(json);
  if (known !== undefined) return known;
  const terms = lineTermsSchema.parse(JSON.parse(json));
  if (termsOf.size >= REMEMBERED) termsOf.clear();
  termsOf.set(json, terms);
  return terms;
}
