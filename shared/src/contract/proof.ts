import { z } from 'zod';
import { daySchema, entryIdSchema, instantSchema, page, pageQuery, queueKeySchema } from './primitives';
import { routes } from './route';

export const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'Hash', description: 'SHA-256, lower-case hex.' });

export const proofEventSchema = z
  .object({
    seq: z.int().min(1).describe("Its number in the queue's chain, without a gap."),
    at: instantSchema.describe('When it happened; also in the body.'),
    body: z
      .string()
      .describe(
        'What happened, as it is hashed: positions and amounts, no names. docs/PROOF.md explains it.',
      ),
    hash: hashSchema.describe('Of the bytes of previousHash, then the body.'),
    previousHash: hashSchema.describe('The hash of the event before.'),
  })
  .meta({ id: 'ProofEvent' });

const rootSchema = z
  .object({
    day: daySchema,
    root: hashSchema.describe('Over the root before and all seals of the day: docs/PROOF.md says how.'),
    previousRoot: hashSchema.nullable().describe('null: the first day that was sealed.'),
    queues: z.int().describe('How many queues are sealed.'),
    sealedAt: instantSchema,
  })
  .meta({ id: 'DayRoot' });

const sealSchema = z
  .object({ queueKey: queueKeySchema, seq: z.int().min(1), hash: hashSchema })
  .meta({ id: 'Seal', description: "How far a queue's chain had come soon after the end of the day." });

const entryProofSchema = z
  .object({
    queueKey: queueKeySchema,
    position: z.int().describe('In the order of joining: the entry is known by it in the bodies.'),
    earlier: z
      .array(z.object({ queueKey: queueKeySchema, position: z.int() }))
      .describe('Where it stood before queues were merged, first place first; mostly none.'),
    joining: z
      .array(proofEventSchema)
      .describe(
        '20 events before it got this position (it joined, or queues were merged), that one, and 20 after; none if the queue had no chain then.',
      ),
    payouts: page(proofEventSchema).describe('Events that paid the entry or took something back, in order.'),
    seals: z
      .array(z.object({ day: daySchema, seq: z.int(), hash: hashSchema, root: hashSchema }))
      .describe('The first seal after each of these events, oldest first.'),
  })
  .meta({ id: 'EntryProof' });

export const proofRoutes = routes({
  'GET /api/queue/entries/:id/proof': {
    tag: 'Proof',
    summary:
      'What proves the place of an entry: the events around its joining, those that paid it, and their seals',
    auth: 'member',
    params: z.object({ id: entryIdSchema }),
    query: z.object(pageQuery),
    response: entryProofSchema,
    errors: ['entry_not_found'],
  },
  'GET /api/queue/entries/:id/proof/events': {
    tag: 'Proof',
    summary: "Everything that happened in the entry's queue, from 20 events before its joining on",
    auth: 'member',
    params: z.object({ id: entryIdSchema }),
    query: z.object({ ...pageQuery, limit: z.coerce.number().int().min(1).max(500).default(100) }),
    response: page(proofEventSchema),
    errors: ['entry_not_found'],
  },
  'GET /api/admin/entries/:id/proof': {
    tag: 'Proof',
    summary: "What proves the place of an entry, whoever's it is",
    auth: 'operator',
    permission: 'queues.read',
    params: z.object({ id: entryIdSchema }),
    query: z.object(pageQuery),
    response: entryProofSchema,
    errors: ['entry_not_found'],
  },
  'GET /api/proof/seals': {
    tag: 'Proof',
    summary: 'The sealed days, newest first, each with one hash over all queues',
    auth: 'public',
    query: z.object(pageQuery),
    response: page(rootSchema),
  },
  'GET /api/proof/seals/:day': {
    tag: 'Proof',
    summary: 'What was sealed of each queue on a day, in order of the keys',
    auth: 'public',
    params: z.object({ day: daySchema }),
    query: z.object({ ...pageQuery, limit: z.coerce.number().int().min(1).max(500).default(100) }),
    response: page(sealSchema).extend({ root: rootSchema }).meta({ id: 'DaySeals' }),
    errors: ['not_found'],
  },
});
