import { fen } from '../money/fen';
import { ratio } from '../money/ratio';
import { forbiddenIn } from '../texts/forbidden';
import { exampleOf } from './examples';
import {
  defaultSettings,
  PLATFORM_SETTINGS,
  type PlatformSettings,
  type SettingKey,
} from './platformSettings';

test.each<[what: string, key: SettingKey, changes: Partial<PlatformSettings>, says: string | null]>([
  [
    'the extraction',
    'extractionRatio',
    { extractionRatio: ratio('0.65') },
    '¥100.00 的订单给前面队列 ¥65.00',
  ],
  [
    'a ratio that does not come out even, rounded down',
    'extractionRatio',
    { extractionRatio: ratio('0.123456') },
    '¥100.00 的订单给前面队列 ¥12.34',
  ],
  [
    'rewards by level',
    'levelRatios',
    { levelRatios: { 金卡: ratio('1.2'), 银卡: ratio('1.1') } },
    '¥100.00 的订单的排队权益：金卡 ¥120.00，银卡 ¥110.00',
  ],
  ['no levels', 'levelRatios', { levelRatios: {} }, null],
  [
    'a lottery of prizes, each once',
    'lottery',
    {
      lottery: {
        type: 'fixed',
        prizes: [
          { ratio: ratio('0.5'), weight: 1 },
          { ratio: ratio('2'), weight: 1 },
          { ratio: ratio('0.5'), weight: 2 },
        ],
      },
    },
    '¥100.00 的订单先按 ¥100.00 排队，抽奖后变为 ¥50.00、¥200.00',
  ],
  [
    'a brake',
    'brake',
    { brake: { floor: ratio('0.5'), factor: ratio('0.8') } },
    '刹车时，¥100.00 的订单的权益由 ¥100.00 降为 ¥80.00',
  ],
  [
    'the cap at profit, when the extraction is less',
    'capAtProfit',
    { extractionRatio: ratio('0.01') },
    '利润 ¥5.00 的一笔最多提取 ¥1.00',
  ],
  [
    'withdrawals that are reviewed above an amount',
    'withdrawal',
    {
      withdrawal: { ...defaultSettings().withdrawal, reviewAboveFen: fen(50_000), feeRatio: ratio('0.006') },
    },
    '提现 ¥100.00 手续费 ¥0.60；超过 ¥500.00 要审核',
  ],
])('%s', (_, key, changes, says) => expect(exampleOf(key, { ...defaultSettings(), ...changes })).toBe(says));

test('no example promises what no text may promise', () => {
  for (const { key } of PLATFORM_SETTINGS)
    expect(forbiddenIn(exampleOf(key, defaultSettings()) ?? '')).toEqual([]);
});
