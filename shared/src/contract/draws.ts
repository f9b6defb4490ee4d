import { z } from 'zod';
import { hashSchema } from './proof';
import {
  amountSchema,
  daySchema,
  entryIdSchema,
  hundredthsSchema,
  instantSchema,
  page,
  pageQuery,
  ratioTextSchema,
} from './primitives';
import { routes } from './route';

/** Settlement has the last word: until then what was asked for is pending, and is asked for again a moment later. */
const requestStateSchema = z.enum(['pending', 'applied', 'refused']);

export const oddsSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('fixed'),
      prizes: z.array(
        z.object({
          ratio: ratioTextSchema,
          weight: z.int(),
          chance: z.string().describe('Weight of all weights as a decimal, rounded down to 6 decimals.'),
        }),
      ),
    }),
    z.object({
      type: z.literal('range'),
      min: ratioTextSchema,
      max: ratioTextSchema,
      outcomes: z.int().describe('How many hundredths there are; each is as likely.'),
    }),
  ])
  .meta({ id: 'Odds' });

const commitmentSchema = z
  .object({
    day: daySchema,
    commitment: hashSchema.describe('SHA-256 of the seed.'),
    publishedAt: instantSchema,
    seed: hashSchema.nullable().describe('32 bytes as hex; null until the day is over.'),
    revealedAt: instantSchema.nullable(),
  })
  .meta({
    id: 'DrawCommitment',
    description: 'What a day’s draws follow from: its hash before, itself after.',
  });

export const drawSchema = z
  .object({
    entryId: entryIdSchema,
    state: z
      .enum(['available', 'unavailable', ...requestStateSchema.options])
      .describe('available: it may be drawn for now; unavailable: not any more.'),
    refusal: z.string().nullable().describe('Why it is unavailable, or was refused, as a member reads it.'),
    odds: oddsSchema,
    brakeFactor: ratioTextSchema
      .nullable()
      .describe('What is drawn is multiplied by it, rounded down to 6 decimals: fixed with the order.'),
    outcome: ratioTextSchema
      .nullable()
      .describe('What was drawn, before the brake; null until it is settled.'),
    ratio: ratioTextSchema.nullable().describe('What the entry got; null until it is applied.'),
    entitledFen: amountSchema.nullable().describe('By then; null until it is applied.'),
    nonce: z.string().nullable().describe('The member’s part of the lot.'),
    day: daySchema.nullable().describe('Whose seed it is.'),
    commitment: hashSchema.nullable(),
    seed: hashSchema
      .nullable()
      .describe(
        'Once the day is over: docs/PROOF.md says how the outcome follows from it, the entry and the nonce.',
      ),
    askedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Draw' });

const assetSchema = z.enum(['points', 'love', 'voucher']);

export const exchangeSchema = z
  .object({
    id: z.string(),
    entryId: entryIdSchema,
    asset: assetSchema,
    ratio: ratioTextSchema,
    state: requestStateSchema,
    refusal: z.string().nullable().describe('As a member reads it.'),
    amount: hundredthsSchema.nullable().describe('What was credited; null until it is applied.'),
    askedAt: instantSchema,
    settledAt: instantSchema.nullable(),
  })
  .meta({ id: 'Exchange' });

const byEntry = z.object({ id: entryIdSchema });

/** Draws, which anybody can check, and exchanges, which are final. SPEC section 7. */
export const drawRoutes = routes({
  'GET /api/draws/commitments': {
    tag: 'Draws',
    summary: 'What was published of each day’s draws, the last day first; the seed once the day is over',
    auth: 'public',
    query: z.object(pageQuery),
    response: page(commitmentSchema),
  },
  'GET /api/draws/:entryId': {
    tag: 'Draws',
    summary: 'The draw of an entry: its odds, what came of it, and what it can be checked with',
    auth: 'member',
    params: z.object({ entryId: entryIdSchema }),
    response: drawSchema,
    errors: ['entry_not_found', 'draw_unavailable'],
  },
  'POST /api/queue/entries/:id/draw': {
    tag: 'Draws',
    summary: 'Draw for an entry, once: asked for again, the same draw answers',
    auth: 'member',
    params: byEntry,
    body: z.object({
      nonce: z
        .string()
        .regex(/^[0-9A-Za-z_-]{8,64}$/)
        .optional()
        .describe(
          'The member’s own part of the lot, which the shop cannot know before; absent: the shop chooses one.',
        ),
    }),
    response: drawSchema,
    errors: ['entry_not_found', 'draw_unavailable', 'already_drawn'],
  },
  'GET /api/queue/entries/:id/exchange': {
    tag: 'Draws',
    summary: 'What a waiting entry could be given up for now, and what was asked for so far',
    auth: 'member',
    params: byEntry,
    response: z
      .object({
        available: z.boolean().describe('Does it wait, with nothing pending and anything offered?'),
        refusal: z.string().nullable().describe('Why it is not available.'),
        offers: z.array(
          z.object({
            asset: assetSchema,
            ratio: ratioTextSchema,
            amount: hundredthsSchema.describe('For what remains to the entry now.'),
            credit: z.enum(['available', 'frozen']).describe('Frozen love is released daily.'),
          }),
        ),
        final: z.literal(true).describe('An exchange cannot be undone: what remains is given up.'),
        latest: exchangeSchema.nullable(),
      })
      .meta({ id: 'ExchangePreview' }),
    errors: ['entry_not_found'],
  },
  'POST /api/queue/entries/:id/exchange': {
    tag: 'Draws',
    summary: 'Give up what remains to a waiting entry, for good',
    auth: 'member',
    params: byEntry,
    idempotent: true,
    body: z.object({
      asset: assetSchema,
      expectedRatio: ratioTextSchema.describe('The ratio that was shown.'),
    }),
    response: exchangeSchema,
    errors: ['entry_not_found', 'exchange_unavailable', 'quote_changed'],
  },
  'GET /api/queue/exchanges/:id': {
    tag: 'Draws',
    summary: 'What came of an exchange',
    auth: 'member',
    params: z.object({ id: z.string().regex(/^[1-9]\d{0,18}$/) }),
    response: exchangeSchema,
    errors: ['exchange_not_found'],
  },
});
