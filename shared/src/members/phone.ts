/** A number of mainland China, as WeChat tells it (`purePhoneNumber`, country code 86). */
export const CHINESE_MOBILE = /^1[3-9]\d{9}$/;

/** A phone number for people to recognize: `13812345678` → `138****5678`. Shorter ones keep their last two digits. */
export const maskPhone = (phone: string): string =>
  phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-2)}`;
