/** The parts of an amount as they are set in type: small sign and ¥, large yuan, smaller fen. */
export interface MoneyParts {
  negative: boolean;
  /** Thousands separated: `1,234`. */
  yuan: string;
  /** Always two digits. */
  cents: string;
}

/** Splits whole fen into digits. Strings all the way: an amount never becomes a float. */
export function moneyParts(fen: number): MoneyParts {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`an amount must be a whole number of fen, got ${fen}`);
  const digits = String(fen < 0 ? -fen : fen).padStart(3, '0');
  return {
    negative: fen < 0,
    yuan: digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ','),
    cents: digits.slice(-2),
  };
}

/** `¥1,234.50`; below zero `-¥1,234.50`. With `signed`, money in carries its plus. */
export function moneyText(fen: number, signed = false): string {
  const { negative, yuan, cents } = moneyParts(fen);
  return `${negative ? '-' : signed && fen > 0 ? '+' : ''}¥${yuan}.${cents}`;
}

/** What a screen reader says: `168.00元`. */
export function spokenMoney(fen: number): string {
  const { negative, yuan, cents } = moneyParts(fen);
  return `${negative ? '负' : ''}${yuan.replace(/,/g, '')}.${cents}元`;
}

/** `12.3` as typed → 1230 fen; null when it is no amount (empty, only a point, more than two decimals). */
export function fenOfTyped(typed: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{0,2}))?$/.exec(typed);
  if (match === null) return null;
  return Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`);
}

/** A ratio of the API as a percentage: `1.3` → `130%`, `0.0825` → `8.25%`, `-0.25` → `-25%`. */
export function percentText(ratio: string): string {
  if (ratio.startsWith('-')) return `-${percentText(ratio.slice(1))}`;
  const [whole = '', decimals = ''] = ratio.split('.');
  const shifted = decimals.padEnd(2, '0');
  const before = `${whole}${shifted.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const after = shifted.slice(2).replace(/0+$/, '');
  return `${before}${after === '' ? '' : `.${after}`}%`;
}

/**
 * A ratio of the API as a percentage for people, of two decimals at most: `0.333334` → `33.34%` up, `33.33%` down.
 * @param towards where it is rounded to, also below zero: what is given up, what is earned down, so that no excess is hidden
 */
export function roundedPercentText(ratio: string, towards: 'up' | 'down'): string {
  const isBelowZero = ratio.startsWith('-');
  const [whole = '', decimals = ''] = (isBelowZero ? ratio.slice(1) : ratio).split('.');
  const kept = Number(`${whole}${decimals.slice(0, 4).padEnd(4, '0')}`);
  const isMore = /[1-9]/.test(decimals.slice(4)) && isBelowZero === (towards === 'down');
  const digits = String(isMore ? kept + 1 : kept).padStart(5, '0');
  const sign = isBelowZero && /[1-9]/.test(digits) ? '-' : '';
  return percentText(`${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`);
}

/** Points, love and vouchers: hundredths as `1,234.50`. */
export function hundredthsText(hundredths: number): string {
  const { negative, yuan, cents } = moneyParts(hundredths);
  return `${negative ? '-' : ''}${yuan}.${cents}`;
}

/** How full a bar is, 0 to 100, in whole steps; full only when it truly is. */
export function barPercent(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0;
  return part >= whole ? 100 : Math.min(99, Math.max(1, Math.floor((part * 100) / whole)));
}

/** A percentage as typed → a ratio of the API: `12.5` → `0.125`; null when it is none, or has more than four decimals. */
export function ratioOfPercent(typed: string): string | null {
  const match = /^(\d{1,6})(?:\.(\d{0,4}))?$/.exec(typed.trim());
  if (match === null) return null;
  const digits = (match[1] ?? '').padStart(3, '0');
  const decimals = `${digits.slice(-2)}${match[2] ?? ''}`.replace(/0+$/, '');
  const whole = digits.slice(0, -2).replace(/^0+(?=\d)/, '');
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

/** A ratio of the API as it is typed as a percentage: `0.125` → `12.5`. */
export const percentOfRatio = (ratio: string): string => percentText(ratio).slice(0, -1);

/** Whole fen as they are typed: 1230 → `12.30`, 1200 → `12`. */
export const typedFen = (fen: number): string => {
  const { negative, yuan, cents } = moneyParts(fen);
  return `${negative ? '-' : ''}${yuan.replaceAll(',', '')}${cents === '00' ? '' : `.${cents}`}`;
};
