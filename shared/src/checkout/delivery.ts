/** How goods reach their buyer. `none`: they are handed over at the cashier. */
export const DELIVERY_WAYS = ['express', 'pickup', 'none'] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

/** Where an order goes: a copy, which later changes of the member's addresses leave alone. */
export interface DeliveryAddress {
  readonly name: string;
  readonly phone: string;
  /** GB/T 2260, six digits, of the district. */
  readonly regionCode: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
}

/** A mobile or landline number of the mainland. */
export const DELIVERY_PHONE = /^(1\d{10}|0\d{2,3}-?\d{7,8})$/;

/** GB/T 2260: a district, or `330000` for somewhere in a province. */
export const REGION_CODE = /^[1-9]\d{5}$/;
