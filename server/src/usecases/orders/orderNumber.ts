import { randomInt } from 'node:crypto';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';

/** Without letters that are read as others. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** So many letters and digits that nobody can guess. */
export const randomCode = (length: number): string =>
  Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** What a buyer shows at a store's desk: eight digits that nobody can guess. */
export const newPickupCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');

/** A new order's number, also its out_trade_no: the day in Shanghai and twelve random letters, `20260131K7…`. */
export const newOrderNo = (at: Date): string =>
  dayText(shanghaiDay(at.getTime())).replaceAll('-', '') + randomCode(12);
