import { percentText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';

type Odds = NonNullable<ResponseOf<'POST /api/admin/rules/test'>['placing']['odds']>;

/** What may be drawn, and how likely each is. */
export const OddsText = ({ odds }: { odds: Odds }) => (
  <>
    {odds.type === 'range'
      ? `${percentText(odds.min)} 至 ${percentText(odds.max)}，${odds.outcomes} 种结果机会相同`
      : odds.prizes
          .map(({ ratio, chance }) => `${percentText(ratio)}（机会 ${percentText(chance)}）`)
          .join('，')}
  </>
);
