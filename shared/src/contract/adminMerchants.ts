import { z } from 'zod';
import { loginSchema, nameSchema } from './admin';
import { applicationSchema, applicationStateSchema, commissionSchema, phoneSchema } from './applications';
import { merchantKindSchema } from './desk';
import { staffSchema, staffWithPasswordSchema } from './deskStaff';
import {
  daySchema,
  instantSchema,
  memberIdSchema,
  merchantIdSchema,
  operatorIdSchema,
  page,
  pageQuery,
  ratioTextSchema,
  staffIdSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

const read = { tag: 'Merchants', auth: 'operator', permission: 'stores.read' } as const;
const review = { tag: 'Merchants', auth: 'operator', permission: 'stores.review' } as const;

const reasonSchema = z.string().trim().min(1).max(200);
export const overruledSchema = z
  .array(z.string().max(80))
  .max(500)
  .default([])
  .describe('Names of what the margin guard lists and may pass all the same.');

const contractFields = {
  contractFrom: daySchema.nullable().describe('Included; null: at once.'),
  contractUntil: daySchema.nullable().describe('Included; null: open.'),
};
const inOrder = (contract: { contractFrom: string | null; contractUntil: string | null }): boolean =>
  contract.contractFrom === null ||
  contract.contractUntil === null ||
  contract.contractFrom <= contract.contractUntil;
const NOT_IN_ORDER = { message: 'must not be before contractFrom', path: ['contractUntil'] };

const reviewedApplicationSchema = applicationSchema
  .extend({
    recruiterId: memberIdSchema.nullable().describe('Who brought it in.'),
    memberId: memberIdSchema.nullable().describe("null: came by the console's form."),
    reviewedById: operatorIdSchema.nullable(),
    reviewedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ReviewedApplication' });

const fullApplicationSchema = reviewedApplicationSchema
  .extend({ phone: z.string().describe('In full.') })
  .meta({ id: 'FullApplication' });

const merchantFields = {
  id: merchantIdSchema,
  kind: merchantKindSchema,
  name: z.string(),
  contactName: z.string(),
  contactPhone: z.string().describe('Masked in lists; empty: not known.'),
  commissionRatio: ratioTextSchema,
  ...contractFields,
  recruiterId: memberIdSchema.nullable(),
  subMchid: z.string().nullable(),
  suspended: z.boolean(),
  suspendReason: z.string().nullable(),
  createdAt: instantSchema,
};
const merchantSchema = z.object(merchantFields).meta({ id: 'Merchant' });
const fullMerchantSchema = z
  .object({ ...merchantFields, stores: z.array(z.object({ id: storeIdSchema, name: z.string() })) })
  .meta({ id: 'FullMerchant' });

const byNo = z.object({ no: z.string().regex(/^[0-9A-Z]{12}$/) });
const byId = z.object({ id: merchantIdSchema });

/** What each list and its export can be narrowed to. */
export const applicationFilters = {
  state: applicationStateSchema.optional(),
  kind: merchantKindSchema.optional(),
};
export const merchantFilters = {
  kind: merchantKindSchema.optional(),
  name: z.string().trim().min(1).max(64).optional().describe('How the name begins.'),
};

/** Applications and merchants, for operators. */
export const adminMerchantRoutes = routes({
  'GET /api/admin/applications': {
    ...read,
    summary: 'Applications, newest first',
    query: z.object({ ...pageQuery, ...applicationFilters }),
    response: page(reviewedApplicationSchema),
  },
  'GET /api/admin/applications/:no': {
    ...review,
    summary: 'One application, with its phone number',
    params: byNo,
    response: fullApplicationSchema,
    errors: ['application_not_found'],
  },
  'POST /api/admin/applications/:no/offer': {
    ...review,
    summary: 'Offer another commission, which the applicant may accept',
    params: byNo,
    body: z.object({ commissionRatio: commissionSchema, note: reasonSchema.nullable() }),
    response: fullApplicationSchema,
    errors: ['application_not_found', 'application_state', 'forbidden_phrase'],
  },
  'POST /api/admin/applications/:no/reject': {
    ...review,
    summary: 'Reject it, with the reason that the applicant reads',
    params: byNo,
    body: z.object({ reason: reasonSchema }),
    response: fullApplicationSchema,
    errors: ['application_not_found', 'application_state', 'forbidden_phrase'],
  },
  'POST /api/admin/applications/:no/approve': {
    ...review,
    summary: 'Take the merchant in, with its store and its owner',
    params: byNo,
    body: z
      .object({
        commissionRatio: commissionSchema.describe('One that the applicant has agreed to.'),
        ...contractFields,
        login: loginSchema
          .optional()
          .describe('Of its owner in the console; needed where no member applied.'),
        overruled: overruledSchema.describe('`store:new`, `cashier:new`: the store as it will be opened.'),
      })
      .refine(inOrder, NOT_IN_ORDER),
    response: z
      .object({
        application: fullApplicationSchema,
        merchantId: merchantIdSchema,
        storeId: storeIdSchema.nullable().describe('null: a supplier has none.'),
        login: z
          .object({ login: z.string(), password: z.string().describe('Shown this once; good for 72 hours.') })
          .nullable(),
      })
      .meta({ id: 'ApprovedApplication' }),
    errors: [
      ...(['application_not_found', 'application_state', 'commission_not_agreed'] as const),
      ...(['login_taken', 'margin_exceeded'] as const),
    ],
  },
  'GET /api/admin/merchants': {
    ...read,
    summary: 'Merchants and suppliers, newest first',
    query: z.object({ ...pageQuery, ...merchantFilters }),
    response: page(merchantSchema),
  },
  'GET /api/admin/merchants/:id': {
    ...read,
    summary: 'One merchant, with its stores; the phone number in full for who may review',
    params: byId,
    response: fullMerchantSchema,
    errors: ['merchant_not_found'],
  },
  'PUT /api/admin/merchants/:id': {
    ...review,
    summary: 'Change a merchant and its contract; orders that are placed keep their commission',
    params: byId,
    body: z
      .object({
        name: z.string().trim().min(2).max(64),
        contactName: nameSchema,
        contactPhone: phoneSchema.optional().describe('Left out: as it is.'),
        commissionRatio: commissionSchema,
        ...contractFields,
        subMchid: z
          .string()
          .regex(/^\d{8,32}$/)
          .nullable()
          .describe('Its own account at WeChat Pay.'),
        overruled: overruledSchema,
      })
      .refine(inOrder, NOT_IN_ORDER),
    response: fullMerchantSchema,
    errors: ['merchant_not_found', 'margin_exceeded', 'forbidden_phrase'],
  },
  'POST /api/admin/merchants/:id/suspend': {
    ...review,
    summary: 'It sells nothing until it is resumed',
    params: byId,
    body: z.object({ reason: reasonSchema }),
    response: fullMerchantSchema,
    errors: ['merchant_not_found'],
  },
  'POST /api/admin/merchants/:id/resume': {
    ...review,
    summary: 'It sells again',
    params: byId,
    response: fullMerchantSchema,
    errors: ['merchant_not_found'],
  },
  'GET /api/admin/merchants/:id/staff': {
    ...read,
    summary: 'Who works there, newest first',
    params: byId,
    query: z.object(pageQuery),
    response: page(staffSchema),
    errors: ['merchant_not_found'],
  },
  'POST /api/admin/merchants/:id/staff/:staffId/login': {
    ...review,
    summary: 'A login for the console with a new one-time password, for who lost it',
    params: z.object({ id: merchantIdSchema, staffId: staffIdSchema }),
    body: z.object({ login: loginSchema }),
    response: staffWithPasswordSchema,
    errors: ['staff_not_found', 'login_taken'],
  },
});
