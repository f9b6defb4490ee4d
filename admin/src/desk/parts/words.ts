import type { DeliveryWay } from '@paifan/shared/checkout/delivery';

export const DELIVERY_TEXT: Readonly<Record<DeliveryWay, string>> = {
  express: '快递',
  pickup: '到店自提',
  none: '当面交付',
};
