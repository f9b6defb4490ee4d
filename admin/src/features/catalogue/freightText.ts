import { moneyText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';

export type FreightTemplate = ResponseOf<'GET /api/admin/freight-templates'>['items'][number];
export type FreightRate = NonNullable<FreightTemplate['elsewhere']>;
export type ChargedBy = FreightTemplate['chargeBy'];

export const CHARGE_TEXT: Readonly<Record<ChargedBy, string>> = { piece: '按件', weight: '按重量' };
export const UNIT_TEXT: Readonly<Record<ChargedBy, string>> = { piece: '件', weight: '克' };

/** `首 1 件 ¥8.00，每续 1 件 ¥2.00` */
export const rateText = (
  { first, firstFen, additional, additionalFen }: FreightRate,
  chargeBy: ChargedBy,
): string =>
  `首 ${first} ${UNIT_TEXT[chargeBy]} ${moneyText(firstFen)}，每续 ${additional} ${UNIT_TEXT[chargeBy]} ${moneyText(additionalFen)}`;

/** `满 ¥99.00 或 3 件包邮` */
export function freeText({ freeFromFen, freeFromPieces }: FreightTemplate): string {
  const ways = [
    freeFromFen === null ? null : moneyText(freeFromFen),
    freeFromPieces === null ? null : `${freeFromPieces} 件`,
  ].filter((way) => way !== null);
  return ways.length === 0 ? '—' : `满 ${ways.join(' 或 ')}包邮`;
}
