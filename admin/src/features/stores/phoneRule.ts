import type { FormRule } from 'antd';
import { SHOP_PHONE } from '@paifan/shared/merchants/phone';

/** A number under which a shop is reached. Spaces between its parts are the server's to take out. */
export const SHOP_PHONE_RULE: FormRule = {
  pattern: SHOP_PHONE,
  transform: (typed: string) => typed.replace(/\s/g, ''),
  message: '手机、座机或 400 电话，如 13912345678、0571-88888888',
};
