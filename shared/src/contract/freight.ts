import { z } from 'zod';
import { CHARGED_BY } from '../checkout/freight';
import { cashierDiscountFields } from './cashierDiscount';
import {
  amountSchema,
  freightTemplateIdSchema,
  instantSchema,
  payableSchema,
  productIdSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

const rateFields = {
  first: z.int().min(1).max(1_000_000).describe('So many pieces or grams cost `firstFen` together.'),
  firstFen: amountSchema,
  additional: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe('So many more, or a part of them, cost `additionalFen`.'),
  additionalFen: amountSchema,
};

const rateSchema = z.object(rateFields).meta({ id: 'FreightRate' });

const templateFields = {
  name: z.string().trim().min(1).max(32),
  chargeBy: z.enum(CHARGED_BY),
  regions: z
    .array(
      z.object({
        regions: z
          .array(z.string().regex(/^[1-9]\d(\d{2}(\d{2})?)?$/))
          .min(1)
          .max(400)
          .describe(
            'The first 2, 4 or 6 digits of GB/T 2260 codes; what names a region most closely counts.',
          ),
        ...rateFields,
      }),
    )
    .max(40)
    .refine(
      (groups) => {
        const named = groups.flatMap(({ regions }) => regions);
        return new Set(named).size === named.length;
      },
      { message: 'a region may be in one group only' },
    ),
  elsewhere: rateSchema.nullable().describe('For all other regions; null: nothing is sent there.'),
  freeFromFen: payableSchema.nullable(),
  freeFromPieces: z.int().min(1).max(10_000).nullable(),
};

export const freightTemplateSchema = z
  .object({ id: freightTemplateIdSchema, ...templateFields, createdAt: instantSchema })
  .meta({ id: 'FreightTemplate' });

const templateBody = z
  .object(templateFields)
  .refine(({ regions, elsewhere }) => regions.length > 0 || elsewhere !== null, {
    message: 'sends nothing anywhere',
    path: ['elsewhere'],
  });

const byId = z.object({ id: freightTemplateIdSchema });

export const adminFreightRoutes = routes({
  'GET /api/admin/freight-templates': {
    tag: 'Freight',
    summary: 'All freight templates',
    auth: 'operator',
    permission: 'catalogue.read',
    response: z.object({ items: z.array(freightTemplateSchema) }),
  },
  'POST /api/admin/freight-templates': {
    tag: 'Freight',
    summary: 'Add a freight template; its name tells it from others',
    auth: 'operator',
    permission: 'catalogue.write',
    body: templateBody,
    response: freightTemplateSchema,
    errors: ['freight_template_taken', 'forbidden_phrase'],
  },
  'PUT /api/admin/freight-templates/:id': {
    tag: 'Freight',
    summary: 'Change a freight template; orders keep the freight that they were placed with',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byId,
    body: templateBody,
    response: freightTemplateSchema,
    errors: ['freight_template_not_found', 'freight_template_taken', 'forbidden_phrase'],
  },
  'DELETE /api/admin/freight-templates/:id': {
    tag: 'Freight',
    summary: 'Take away a freight template that no product uses',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byId,
    response: 'empty',
    errors: ['freight_template_not_found', 'freight_template_in_use'],
  },
  'PUT /api/admin/freight-templates/:id/products': {
    tag: 'Freight',
    summary: 'Let products be sent by this template',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byId,
    body: z.object({ productIds: z.array(productIdSchema).min(1).max(200) }),
    response: z.object({ changed: z.int().describe('Products that were sent by another one, or for free.') }),
    errors: ['freight_template_not_found', 'product_not_found'],
  },
  'PUT /api/admin/stores/:id/cashier-discount': {
    tag: 'Freight',
    summary: "What a store's cashier takes off the amount that is typed; null: nothing",
    auth: 'operator',
    permission: 'stores.review',
    params: z.object({ id: storeIdSchema }),
    body: z.object(cashierDiscountFields),
    response: z.object(cashierDiscountFields),
    errors: ['store_not_found'],
  },
});
