import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { AddressRow } from '../../db/models/checkout';

/** An address as its own member reads it: in full. */
export const presentAddress = ({
  id,
  name,
  phone,
  regionCode,
  province,
  city,
  district,
  detail,
  isDefault,
}: AddressRow): ResponseOf<'GET /api/me/addresses'>['items'][number] => ({
  ...{ id, name, phone, regionCode, province, city, district, detail, isDefault },
});
