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

test.each<[what: string, key: SettingKey, changes: Partial<PlatformSettings>, says: string]>([
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
  [
    'an acceleration that does not come out even, rounded down at each step',
    'acceleration',
    {
      extractionRatio: ratio('0.333333'),
      acceleration: { directRatio: ratio('0.333333'), indirectRatio: ratio('0.1') },
    },
    '¥100.00 的订单所提取的 ¥33.33 中，¥11.10 优先给邀请人，¥3.33 优先给间接邀请人',
  ],
  [
    'the own order, up to its own entitlement',
    'payOwnOrder',
    { payOwnOrder: true, extractionRatio: ratio('0.5'), entitlementRatio: ratio('0.3') },
    '第一个买 ¥100.00 的人，从自己的订单得到 ¥30.00',
  ],
  [
    'a release of love that comes to less than the smallest part',
    'loveReleaseRatio',
    { loveReleaseRatio: ratio('0.000001') },
    '冻结 100.00 爱心值，第一天释放 0.01',
  ],
  ['no levels', 'levelRatios', { levelRatios: {} }, '各等级都按默认奖励权益'],
  [
    'an order that is partly deducted and does not join',
    'deductedOrdersJoin',
    { deductedOrdersJoin: false, extractionRatio: ratio('0.2') },
    '¥100.00 的订单用积分抵扣 ¥20.00：给前面 ¥16.00，自己不排队',
  ],
  [
    'what is settled when it completes',
    'settleOn',
    { settleOn: 'completed' },
    '3月1日付款、3月8日完成的 ¥100.00 订单：3月8日给前面 ¥10.00',
  ],
  [
    'a reset by the week, with its notice',
    'resetSchedule',
    { resetSchedule: { every: 'week', weekday: 7, at: '20:00' }, resetNoticeHours: 48 },
    '每周日 20:00 作废仍在等的权益，提前 48 小时通知',
  ],
  [
    'a dividend, split as it is paid',
    'dividend',
    { dividend: { weights: { 金卡: 2, 银卡: 1, 铜卡: 0 } } },
    '分红 ¥100.00，各等级一人：金卡 ¥66.66，银卡 ¥33.33',
  ],
  ['an order that is not paid', 'unpaidMinutes', { unpaidMinutes: 90 }, '10:00 下单，没有付款：11:30 关闭'],
  [
    'an order that is kept for days without being paid',
    'unpaidMinutes',
    { unpaidMinutes: 2 * 24 * 60 },
    '10:00 下单，没有付款：2 天后的 10:00 关闭',
  ],
  ['a receipt', 'autoConfirmDays', { autoConfirmDays: 40 }, '3月1日发货，没有确认收货：4月10日自动完成'],
  [
    'an invitation that ends the next day',
    'inviteValidHours',
    { inviteValidHours: 20 },
    '10:00 扫码，次日 06:00 以后首次登录就不再绑定邀请人',
  ],
  [
    'what may be handed on',
    'transfer',
    { transfer: { points: { min: 100, max: 10_000, daily: 50_000 } } },
    '积分一次 1.00 至 100.00，一天共 500.00',
  ],
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

test.each(PLATFORM_SETTINGS)('$key has an example that promises nothing', ({ key }) => {
  const example = exampleOf(key, defaultSettings());
  expect(example).not.toBe('');
  expect(forbiddenIn(example)).toEqual([]);
});

test.each<[key: SettingKey, says: string]>([
  ['enabled', '¥100.00 的订单利润的 60% 进入奖金池，自己的权益 ¥100.00'],
  ['extractionRatio', '工会排队不按提取比例：利润的 60% 进入奖金池'],
  ['settleOn', '3月1日付款、3月8日完成的 ¥100.00 订单：3月1日利润的 60% 进入奖金池'],
  ['acceleration', '利润 ¥100.00 的一笔提取的 ¥60.00 中，¥0.00 优先给邀请人，¥0.00 优先给间接邀请人'],
  ['capAtProfit', '工会排队按利润提取，不会超过利润'],
  ['unclaimed', '工会排队的奖金池总是留给之后的人'],
  ['payOwnOrder', '工会排队每天沿队列发放，不看是谁的订单'],
  ['payoutsPaused', '每天 23:00 照常沿队列发放'],
])('in the union, %s speaks of the profit', (key, says) =>
  expect(exampleOf(key, { ...defaultSettings(), scheme: 'union' })).toBe(says),
);

test('a switch has another example when it is on than when it is off', () => {
  for (const { key, kind } of PLATFORM_SETTINGS) {
    if (kind !== 'switch') continue;
    const [on, off] = [true, false].map((value) => exampleOf(key, { ...defaultSettings(), [key]: value }));
    expect([key, on]).not.toEqual([key, off]);
  }
});
