/** A number under which a shop is reached: a mobile, a landline with its area code, or a 400 number. */
export const SHOP_PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|400-?\d{3}-?\d{4})$/;
