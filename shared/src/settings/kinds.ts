import type { Ratio } from '../money/ratio';
import type { ExchangeRules, LevelRatios, Lottery, RandomReturn } from './rules';

/** When waiting entries are cleared: days and times in Shanghai. SPEC section 7, reset. */
export type ResetSchedule =
  | { readonly every: 'day'; readonly at: string }
  /** 1 is Monday, 7 Sunday. */
  | { readonly every: 'week'; readonly weekday: number; readonly at: string }
  /** A month that has no such day is cleared on its last. */
  | { readonly every: 'month'; readonly day: number; readonly at: string }
  | { readonly every: 'once'; readonly date: string; readonly at: string };

/** How much of an order points or love may pay, and what one is worth: yuan a point. */
export interface Deduction {
  readonly valueRatio: Ratio;
  /** Share of the order's amount. */
  readonly maxRatio: Ratio;
}

export interface Brake {
  /** Inflow of 30 days ÷ outstanding; below it the brake is on. */
  readonly floor: Ratio;
  /** What the chosen ratio is multiplied by. */
  readonly factor: Ratio;
}

export interface WithdrawalLimits {
  readonly minFen: number;
  /** What a member may withdraw on a day in Shanghai, and how often. */
  readonly dailyFen: number;
  readonly dailyCount: number;
  readonly feeRatio: Ratio;
  /** Above this amount somebody reviews it first; 0: always. */
  readonly reviewAboveFen: number;
  /** From this amount on the real name is asked. WeChat Pay itself asks it from 2,000 yuan on. */
  readonly realNameFromFen: number;
}

/** What members may transfer to each other of points, love or vouchers, in hundredths. */
export interface TransferLimits {
  readonly min: number;
  /** At once. */
  readonly max: number;
  /** On a day in Shanghai. */
  readonly daily: number;
}

/** What is left out is not transferred. Cash never is. */
export type TransferRules = Readonly<Partial<Record<'points' | 'love' | 'voucher', TransferLimits>>>;

/** What a setting of each kind holds. The console draws one control a kind. */
export interface SettingValues {
  switch: boolean;
  text: string;
  ratio: Ratio;
  wholeNumber: number;
  clock: string;
  scheme: 'perOrder' | 'union';
  settleOn: 'paid' | 'completed';
  payoutOrder: 'strict' | 'completedFirst';
  unclaimed: 'return' | 'carry';
  levelRatios: LevelRatios;
  lottery: Lottery | null;
  exchange: ExchangeRules;
  randomReturn: RandomReturn | null;
  resetSchedule: ResetSchedule | null;
  union: { readonly poolRatio: Ratio; readonly dailyCapFen: number | null };
  acceleration: { readonly directRatio: Ratio; readonly indirectRatio: Ratio };
  referral: { readonly directRatio: Ratio; readonly indirectRatio: Ratio; readonly freezeDays: number };
  team: { readonly levelRatios: LevelRatios; readonly maxDepth: number };
  recruitment: { readonly ratio: Ratio };
  dividend: { readonly weights: Readonly<Record<string, number>> };
  brake: Brake | null;
  deductions: { readonly points: Deduction | null; readonly love: Deduction | null };
  withdrawal: WithdrawalLimits;
  transfer: TransferRules | null;
}

export type SettingKind = keyof SettingValues;
