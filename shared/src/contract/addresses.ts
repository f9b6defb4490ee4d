import { z } from 'zod';
import { DELIVERY_PHONE, REGION_CODE } from '../checkout/delivery';
import { addressIdSchema } from './primitives';
import { routes } from './route';

const phoneSchema = z.string().trim().regex(DELIVERY_PHONE);

const nameOfPlace = z.string().trim().min(1).max(32);

/** Where something goes. */
const addressFields = {
  name: z.string().trim().min(1).max(32).describe('Of whoever receives it.'),
  phone: phoneSchema,
  regionCode: z
    .string()
    .regex(REGION_CODE)
    .describe('GB/T 2260 code of the district, as WeChat’s region picker gives it.'),
  province: nameOfPlace,
  city: nameOfPlace,
  district: nameOfPlace,
  detail: z.string().trim().min(2).max(120).describe('Street, house, room.'),
};

export const deliveryAddressSchema = z
  .object(addressFields)
  .meta({ id: 'DeliveryAddress', description: 'Where an order goes, as the address was then.' });

export const addressSchema = z
  .object({ id: addressIdSchema, ...addressFields, isDefault: z.boolean() })
  .meta({ id: 'Address' });

const addressBody = z.object({
  ...addressFields,
  isDefault: z.boolean().default(false).describe('The first address is it anyway.'),
});

const addressParams = z.object({ id: addressIdSchema });
const addressList = z.object({ items: z.array(addressSchema) });

export const addressRoutes = routes({
  'GET /api/me/addresses': {
    tag: 'Checkout',
    summary: "The member's addresses, at most 20: the default one first, then the newest",
    auth: 'member',
    response: addressList,
  },
  'POST /api/me/addresses': {
    tag: 'Checkout',
    summary: 'Add an address',
    auth: 'member',
    idempotent: true,
    body: addressBody,
    response: addressSchema,
    errors: ['address_limit'],
  },
  'PUT /api/me/addresses/:id': {
    tag: 'Checkout',
    summary: 'Change an address; orders that were placed with it keep it as it was',
    auth: 'member',
    params: addressParams,
    body: addressBody,
    response: addressSchema,
    errors: ['address_not_found'],
  },
  'DELETE /api/me/addresses/:id': {
    tag: 'Checkout',
    summary: 'Take an address away; may be repeated. After the default one the newest takes its place',
    auth: 'member',
    params: addressParams,
    response: 'empty',
  },
});
