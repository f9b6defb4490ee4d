/** Express companies, by the codes that WeChat knows them by. */
export const CARRIERS = {
  SF: '顺丰速运',
  ZTO: '中通快递',
  YTO: '圆通速递',
  YD: '韵达速递',
  STO: '申通快递',
  JTSD: '极兔速递',
  JD: '京东物流',
  EMS: '邮政EMS',
  YZPY: '邮政快递包裹',
  DBL: '德邦快递',
} as const;
export type Carrier = keyof typeof CARRIERS;

export const CARRIER_CODES = Object.keys(CARRIERS) as [Carrier, ...Carrier[]];

/** How pieces reach the buyer. */
export const PARCEL_KINDS = ['express', 'sameCity', 'virtual', 'pickup'] as const;
export type ParcelKind = (typeof PARCEL_KINDS)[number];

/** The number on a parcel. */
export const TRACKING_NUMBER = /^[0-9A-Za-z-]{5,40}$/;
