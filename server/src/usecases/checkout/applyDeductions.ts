import {
  compose,
  type Composition,
  type Spendable,
  type Spending,
  type WishRefusal,
} from '@paifan/shared/checkout/composition';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { Database } from '../../db/connect';
import { readWallet } from '../../db/ledgerReads';
import type { Basket } from './bareLines';
import type { DiscountedLine, PaidLine } from './lines';

/** What is to be paid, and with what the member wants to pay it. */
export interface ToPay {
  readonly memberId: MemberId;
  readonly lines: readonly DiscountedLine[];
  readonly freightFen: Fen;
  readonly settings: Pick<PlatformSettings, 'deductions'>;
  readonly use: Basket['use'];
}

/** How it is paid. */
export interface Deducted extends Omit<Composition, 'lines'> {
  readonly lines: readonly PaidLine[];
  /** What the member has now. */
  readonly balances: Spending;
}

/**
 * Takes what points, love and the voucher pay off the lines, and says what of the money comes from the cash balance.
 * @throws ApiError balance_too_low, use_limit: a wish is never lowered in silence
 */
export async function applyDeductions(
  db: Database,
  { memberId, lines, freightFen, settings, use }: ToPay,
): Promise<Deducted> {
  const { points, love, voucher, cash } = await readWallet(db, memberId);
  const balances: Spending = { points, love, voucher, cash };
  const composed = compose({
    goodsFen: lines.map(({ netFen }) => netFen),
    freightFen,
    wishes: wishesOf(use),
    balances,
    rules: settings.deductions,
  });
  if (!composed.fits) throw refused(composed.refusal);
  const { lines: parts, ...order } = composed.composition;
  return {
    ...order,
    balances,
    lines: lines.map((line, index) => {
      const part = parts[index];
      if (part === undefined) throw new Error('every line is paid with something');
      return { ...line, ...part };
    }),
  };
}

const wishesOf = (use: Basket['use']): Spending => ({
  points: use?.points ?? ZERO_FEN,
  love: use?.love ?? ZERO_FEN,
  voucher: use?.voucher ?? ZERO_FEN,
  cash: use?.cashFen ?? ZERO_FEN,
});

const NAMES: Readonly<Record<Spendable, string>> = {
  points: '积分',
  love: '爱心值',
  voucher: '购物券',
  cash: '余额',
};

/** The refusal of a member's wish to use more than there is. */
export const tooLow = (of: Spendable, most?: Fen): ApiError =>
  new ApiError('balance_too_low', `${NAMES[of]}不足`, { of, most });

function refused({ of, why, most }: WishRefusal): ApiError {
  if (why === 'balance') return tooLow(of, most);
  return new ApiError('use_limit', `本单最多可用${NAMES[of]} ${yuanText(most)}`, { of, most });
}
