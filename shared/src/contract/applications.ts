import { z } from 'zod';
import { APPLICATION_STATES } from '../merchants/applicationStates';
import { SHOP_PHONE } from '../merchants/phone';
import { MAX_LATITUDE_E6, MAX_LONGITUDE_E6 } from '../merchants/place';
import { nameSchema } from './admin';
import { merchantKindSchema } from './desk';
import { weeklyHoursSchema } from './openHours';
import {
  instantSchema,
  merchantIdSchema,
  page,
  pageQuery,
  picturePathSchema,
  ratioTextSchema,
} from './primitives';
import { routes } from './route';

export const placeSchema = z
  .object({
    latitudeE6: z.int().min(-MAX_LATITUDE_E6).max(MAX_LATITUDE_E6),
    longitudeE6: z.int().min(-MAX_LONGITUDE_E6).max(MAX_LONGITUDE_E6),
  })
  .meta({
    id: 'Place',
    description: "Whole millionths of a degree, in the coordinates of WeChat's maps (GCJ-02).",
  });

/** People write it in groups: `0571-8888 8888`. */
export const phoneSchema = z
  .string()
  .max(64)
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().regex(SHOP_PHONE))
  .describe('Under which a shop is reached.');

/** A ratio of at most 1. */
export const commissionSchema = ratioTextSchema
  .refine((text) => /^0*(0(\.\d+)?|1(\.0+)?)$/.test(text), 'a share is at most 1')
  .describe("The platform's share of a store's sale, at most 1. A supplier is paid the supply price: 0.");

const picturesSchema = z.array(picturePathSchema).max(9);

const applicationFields = {
  kind: merchantKindSchema,
  name: z.string().trim().min(2).max(64).describe('Of the store, or of the supplier.'),
  trade: z.string().trim().min(1).max(32).describe('餐饮, 理发 …'),
  contactName: nameSchema,
  phone: phoneSchema,
  district: z.string().trim().min(1).max(64),
  address: z.string().trim().min(2).max(255),
  place: placeSchema.nullable(),
  weeklyHours: weeklyHoursSchema
    .default(null)
    .describe('When the store is open; it stands on its page from the beginning. null: not told.'),
  pictures: picturesSchema.describe(
    'Of the store or of the goods; the first one stands on the page of the store.',
  ),
  licences: picturesSchema.describe('Pictures of licences; only the applicant and operators see them.'),
  commissionRatio: commissionSchema,
};
export const applicationStateSchema = z.enum(APPLICATION_STATES).meta({ id: 'ApplicationState' });

const {
  phone: _phone,
  commissionRatio: _commission,
  weeklyHours: _hours,
  ...shownFields
} = applicationFields;

export const applicationSchema = z
  .object({
    no: z.string(),
    state: applicationStateSchema,
    ...shownFields,
    weeklyHours: weeklyHoursSchema,
    phone: z.string().describe('Masked.'),
    proposedRatio: ratioTextSchema,
    offeredRatio: ratioTextSchema.nullable().describe('What the shop offers instead.'),
    accepted: z.boolean().describe('The offer was accepted.'),
    reason: z.string().nullable().describe('Why it was rejected, or what the shop says to its offer.'),
    merchantId: merchantIdSchema.nullable().describe('What became of it.'),
    submittedAt: instantSchema.describe('Last.'),
  })
  .meta({ id: 'Application' });

const keySchema = z
  .string()
  .max(64)
  .describe('What came with the first answer, for who applied without signing in; members leave it out.')
  .optional();
const byNo = z.object({ no: z.string().regex(/^[0-9A-Z]{12}$/) });
const NOT_OWN = ['application_not_found'] as const;

/** Applying to sell here, in the mini-program or by the console's form. */
export const applicationRoutes = routes({
  'POST /api/applications': {
    tag: 'Stores',
    summary: 'Apply for a store, or as a supplier; signed in as a member or not',
    auth: 'public',
    idempotent: true,
    body: z.object({
      ...applicationFields,
      scene: z.string().max(32).optional().describe("Of a member's code for merchants: who recruited."),
    }),
    response: z
      .object({
        application: applicationSchema,
        key: z
          .string()
          .nullable()
          .describe('Opens the application later; null for a member, who needs none.'),
      })
      .meta({ id: 'SubmittedApplication' }),
    errors: ['applications_open', 'forbidden_phrase', 'picture_not_found'],
  },
  'GET /api/me/applications': {
    tag: 'Stores',
    summary: "The member's own applications, newest first",
    auth: 'member',
    query: z.object(pageQuery),
    response: page(applicationSchema),
  },
  'POST /api/applications/:no/read': {
    tag: 'Stores',
    summary: 'One application, for who made it',
    auth: 'public',
    params: byNo,
    body: z.object({ key: keySchema }),
    response: applicationSchema,
    errors: NOT_OWN,
  },
  'PUT /api/applications/:no': {
    tag: 'Stores',
    summary: 'Correct it and hand it in again, also after it was rejected; an offer is off the table then',
    auth: 'public',
    params: byNo,
    body: z.object({ ...applicationFields, key: keySchema }),
    response: applicationSchema,
    errors: [...NOT_OWN, 'application_state', 'forbidden_phrase', 'picture_not_found'],
  },
  'POST /api/applications/:no/accept': {
    tag: 'Stores',
    summary: 'Accept the commission that the shop offers; repeated, it answers the same',
    auth: 'public',
    params: byNo,
    body: z.object({ commissionRatio: commissionSchema, key: keySchema }),
    response: applicationSchema,
    errors: [...NOT_OWN, 'application_state'],
  },
  'POST /api/applications/:no/withdraw': {
    tag: 'Stores',
    summary: 'Take it back; repeated, it answers the same',
    auth: 'public',
    params: byNo,
    body: z.object({ key: keySchema }),
    response: applicationSchema,
    errors: [...NOT_OWN, 'application_state'],
  },
});
