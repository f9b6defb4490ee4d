import { hundredthsText } from '@paifan/shared/client/moneyText';
import { BALANCE_TEXT } from '@/features/me/words';
import type { Gift } from './api/queries';

/** What pieces of a gift cost: `120.00 积分`. */
export const giftPriceText = ({ price, balance }: Pick<Gift, 'price' | 'balance'>, quantity = 1): string =>
  `${hundredthsText(price * quantity)} ${BALANCE_TEXT[balance]}`;
