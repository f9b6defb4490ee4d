import { fen, type Fen } from '../money/fen';
import { floorShare, multiplyRatio, type Ratio } from '../money/ratio';
import { yuanText } from '../money/text';
import { loveToRelease } from '../wallet/releaseLove';
import { givesText, PLAIN_EXAMPLES } from './plainExamples';
import type { PlatformSettings, SettingKey } from './platformSettings';

/*
 * What each setting does, in a sentence beside its control; those about amounts to an order of ¥100, with the rules' own rounding.
 */

/** The amount that every example speaks of. */
export const EXAMPLE_FEN = fen(10_000);

const yuan = (amount: Fen): string => `¥${yuanText(amount)}`;
const share = (ratio: Ratio): string => yuan(floorShare(EXAMPLE_FEN, ratio));
const points = (ratio: Ratio): string => yuanText(floorShare(EXAMPLE_FEN, ratio));
const levels = (ratios: Readonly<Record<string, Ratio>>, verb: string): string | null => {
  const each = Object.entries(ratios).map(([level, ratio]) => `${level} ${share(ratio)}`);
  return each.length === 0 ? null : `¥100.00 的订单${verb}：${each.join('，')}`;
};

/** The settings that a product, a store or a cashier can have of its own. */
export type RuleSettings = Pick<
  PlatformSettings,
  'enabled' | 'extractionRatio' | 'entitlementRatio' | 'levelRatios' | 'lottery' | 'randomReturn'
>;

type Example<Settings> = (settings: Settings) => string | null;

// prettier-ignore
const RULE_EXAMPLES = {
  enabled: ({ enabled, extractionRatio, entitlementRatio }) => enabled
    ? `¥100.00 的订单给前面 ${share(extractionRatio)}，自己的权益 ${share(entitlementRatio)}`
    : '新订单既不提取，也不排队',
  extractionRatio: ({ extractionRatio }) => `¥100.00 的订单给前面队列 ${share(extractionRatio)}`,
  entitlementRatio: ({ entitlementRatio }) => `¥100.00 的订单的排队权益为 ${share(entitlementRatio)}`,
  levelRatios: ({ levelRatios }) => levels(levelRatios, '的排队权益'),
  lottery: ({ lottery, entitlementRatio }) => lottery === null
    ? null
    : `¥100.00 的订单先按 ${share(entitlementRatio)} 排队，抽奖后变为 ${lottery.type === 'range'
      ? `${share(lottery.min)} 至 ${share(lottery.max)}`
      : [...new Set(lottery.prizes.map(({ ratio }) => share(ratio)))].join('、')}`,
  randomReturn: ({ randomReturn }) => randomReturn &&
    `每 ${randomReturn.cashSlots + randomReturn.pointsSlots} 个名额中，随机 ${randomReturn.pointsSlots} 个转为积分`,
} satisfies Readonly<Record<keyof RuleSettings, Example<RuleSettings>>>;

/** A rule that is not set still says what holds then. */
const orElse =
  (example: Example<PlatformSettings>, otherwise: string) =>
  (settings: PlatformSettings): string =>
    example(settings) ?? otherwise;

// prettier-ignore
/** By setting, every one of them. */
export const EXAMPLES: Readonly<Record<SettingKey, (settings: PlatformSettings) => string>> = {
  ...PLAIN_EXAMPLES,
  ...RULE_EXAMPLES,
  levelRatios: orElse(RULE_EXAMPLES.levelRatios, '各等级都按默认奖励权益'),
  lottery: orElse(RULE_EXAMPLES.lottery, '没有抽奖，按设定的比例排队'),
  randomReturn: orElse(RULE_EXAMPLES.randomReturn, '没有名额转为积分'),
  exchange: ({ exchange }) => {
    const offers = [
      exchange.points && `积分 ${points(exchange.points.ratio)}`,
      exchange.love && `爱心值 ${points(exchange.love.ratio)}`,
      exchange.voucher && `购物券 ${share(exchange.voucher.ratio)}`,
    ].filter((offer) => offer !== undefined);
    return offers.length === 0 ? '待奖励不能兑换' : `待奖励 ¥100.00 可兑换：${offers.join('，或')}`;
  },
  enabled: (settings) => settings.enabled
    ? `¥100.00 的订单${givesText(settings)}，自己的权益 ${share(settings.entitlementRatio)}`
    : '新订单既不提取，也不排队',
  extractionRatio: (settings) => settings.scheme === 'union'
    ? `工会排队不按提取比例：${givesText(settings)}`
    : RULE_EXAMPLES.extractionRatio(settings),
  capAtProfit: ({ scheme, capAtProfit, extractionRatio }) => scheme === 'union'
    ? '工会排队按利润提取，不会超过利润'
    : capAtProfit
    ? `利润 ¥5.00 的一笔最多提取 ${yuan(fen(Math.min(500, floorShare(EXAMPLE_FEN, extractionRatio))))}`
    : '提取可能超过这一笔的利润',
  union: ({ union }) => `利润 ¥100.00 中 ${share(union.poolRatio)} 进入当日奖金池`,
  acceleration: ({ scheme, union, extractionRatio, acceleration: { directRatio, indirectRatio } }) => {
    const contributed = floorShare(EXAMPLE_FEN, scheme === 'union' ? union.poolRatio : extractionRatio);
    const part = (ratio: Ratio): string => yuan(floorShare(contributed, ratio));
    return `${scheme === 'union' ? '利润 ¥100.00 的一笔' : '¥100.00 的订单所'}提取的 ${yuan(contributed)} 中，${part(directRatio)} 优先给邀请人，${part(indirectRatio)} 优先给间接邀请人`;
  },
  referral: ({ referral }) =>
    `¥100.00 的订单：直推奖励 ${share(referral.directRatio)}，间推奖励 ${share(referral.indirectRatio)}，完成后冻结 ${referral.freezeDays} 天`,
  team: ({ team }) => levels(team.levelRatios, '按级差最多奖励') ?? '没有团队奖励',
  recruitment: ({ recruitment }) => `平台抽成 ¥100.00 时，招商奖励 ${share(recruitment.ratio)}`,
  brake: ({ brake, entitlementRatio }) => brake === null
    ? `不刹车，¥100.00 的订单的权益总是 ${share(entitlementRatio)}`
    : `刹车时，¥100.00 的订单的权益由 ${share(entitlementRatio)} 降为 ${share(multiplyRatio(entitlementRatio, brake.factor))}`,
  paymentFeeRatio: ({ paymentFeeRatio }) => `¥100.00 的订单计入手续费 ${share(paymentFeeRatio)}`,
  pointsPerYuan: ({ pointsPerYuan }) => `¥100.00 的订单送 ${points(pointsPerYuan)} 积分`,
  deductions: ({ deductions }) => {
    const most = [
      deductions.points && `积分最多抵 ${share(deductions.points.maxRatio)}`,
      deductions.love && `爱心值最多抵 ${share(deductions.love.maxRatio)}`,
    ].filter((offer) => offer !== null);
    return most.length === 0 ? '不能用积分与爱心值抵扣' : `¥100.00 的订单：${most.join('，')}`;
  },
  loveReleaseRatio: ({ loveReleaseRatio }) => `冻结 100.00 爱心值，第一天释放 ${yuanText(loveToRelease(EXAMPLE_FEN, loveReleaseRatio))}`,
  withdrawal: ({ withdrawal }) =>
    `提现 ¥100.00 手续费 ${share(withdrawal.feeRatio)}；${withdrawal.reviewAboveFen === 0 ? '每一笔都要审核' : `超过 ${yuan(fen(withdrawal.reviewAboveFen))} 要审核`}`,
};

/** What this setting would do, as the settings stand. */
export const exampleOf = (key: SettingKey, settings: PlatformSettings): string => EXAMPLES[key](settings);

/** The same for a rule, which needs less of the settings. */
export const ruleExampleOf = (key: keyof RuleSettings, settings: RuleSettings): string | null =>
  RULE_EXAMPLES[key](settings);

/** Is it a rule that has an example? */
export const hasRuleExample = (key: string): key is keyof RuleSettings => key in RULE_EXAMPLES;
