import Decimal from 'decimal.js';
import type { Fen } from './fen';
import type { Ratio } from './ratio';

/** An amount for people to read, without a sign of currency: 123456789 → `1,234,567.89`, −5 → `-0.05`. */
export function yuanText(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/** A ratio for people to read, exactly: `1.3` → `130%`, `0.0125` → `1.25%`. */
export const percentText = (ratio: Ratio): string => `${new Decimal(ratio).times(100).toString()}%`;
