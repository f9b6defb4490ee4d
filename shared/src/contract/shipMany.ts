import { z } from 'zod';
import { CARRIER_CODES, TRACKING_NUMBER } from '../orders/carriers';

/* Many orders sent by a list, by operators and at a desk. */

export const shipManyBody = z.object({
  dryRun: z.boolean().describe('Judge only.'),
  rows: z
    .array(
      z.object({
        orderNo: z.string().trim().max(32),
        carrier: z.enum(CARRIER_CODES),
        number: z.string().regex(TRACKING_NUMBER),
      }),
    )
    .min(1)
    .max(200)
    .describe('One row an order: all that is still to be sent, in one parcel.'),
});

export const shippedRowsSchema = z
  .object({
    shipped: z.boolean().describe('Every row was sent.'),
    rows: z.array(
      z.object({
        row: z.int().describe('From 1.'),
        orderNo: z.string(),
        ok: z.boolean(),
        code: z.string().nullable().describe('The error of a row that is wrong.'),
        problem: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ShippedRows' });
