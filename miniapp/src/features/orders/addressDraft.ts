import { DELIVERY_PHONE, REGION_CODE } from '@paifan/shared/checkout/delivery';
import { codeOfProvince } from '@paifan/shared/checkout/provinces';
import type { RegionFieldProps } from '@/platform/interface';

/** Where in the country: the three parts, and the code of the narrowest that is known. */
export type Region = RegionFieldProps['value'];

/** An address while it is being written. */
export interface AddressDraft extends Region {
  name: string;
  phone: string;
  detail: string;
  isDefault: boolean;
}

export const EMPTY_ADDRESS: AddressDraft = {
  ...{ name: '', phone: '', detail: '', isDefault: false },
  ...{ province: '', city: '', district: '', regionCode: '' },
};

/** Another text for a part of the region: a code that was chosen for the old text does not fit any more. */
export function withPart(region: Region, part: 'province' | 'city' | 'district', text: string): Region {
  const next = { ...region, [part]: text };
  return { ...next, regionCode: codeOfProvince(next.province) ?? '' };
}

/** Why it cannot be saved yet, in a sentence; null: it can. */
export function objection({ name, phone, detail, ...region }: AddressDraft): string | null {
  if (name.trim() === '') return '请填写收货人';
  if (!DELIVERY_PHONE.test(phone.trim())) return '请填写 11 位手机号，或带区号的座机';
  const parts = [region.province, region.city, region.district];
  if (parts.some((part) => part.trim() === '')) return '请选择省、市、区县';
  if (!REGION_CODE.test(region.regionCode)) return '没有认出这个省份，请写全，例如「浙江省」';
  if (detail.trim().length < 2) return '请填写街道和门牌号';
  return null;
}
