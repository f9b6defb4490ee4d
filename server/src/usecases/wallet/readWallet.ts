import type { MemberId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { TransferLimits, WithdrawalLimits } from '@paifan/shared/settings/kinds';
import { mostToTransfer } from '@paifan/shared/wallet/judgeTransfer';
import { mostToWithdraw } from '@paifan/shared/wallet/judgeWithdrawal';
import { readWallet, type Wallet } from '../../db/ledgerReads';
import { TRANSFERABLE, type Transferable, type WithdrawalRow } from '../../db/models/wallet';
import { settingsInForce } from '../../db/settings';
import type { ShopContext } from '../context';
import { readStanding } from './standing';
import { transferredToday } from './transferToMember';

/** A member's balances, and what may be done with them now. */
export interface WalletView {
  readonly wallet: Wallet;
  readonly withdrawal: {
    readonly limits: WithdrawalLimits;
    readonly mostFen: Fen;
    readonly open: WithdrawalRow | null;
  };
  /** Without what is switched off. */
  readonly transfer: Readonly<
    Partial<Record<Transferable, { readonly limits: TransferLimits; readonly most: Fen }>>
  >;
}

export async function readWalletView({ db, clock }: ShopContext, memberId: MemberId): Promise<WalletView> {
  const now = clock.now();
  const wallet = await readWallet(db, memberId);
  const { settings } = await settingsInForce(db, now);
  const { withdrawal: limits, transfer: rules } = settings;
  const standing = await readStanding(db, memberId, wallet.cash, now);
  const open = await db.withdrawals.findOne({ where: { memberId, endedAt: null } });
  const transfer: Partial<Record<Transferable, { limits: TransferLimits; most: Fen }>> = {};
  for (const balance of TRANSFERABLE) {
    const rule = rules?.[balance];
    if (rule === undefined) continue;
    const today = await transferredToday(db, memberId, balance, now);
    transfer[balance] = { limits: rule, most: mostToTransfer({ balance: wallet[balance], today }, rule) };
  }
  return { wallet, withdrawal: { limits, mostFen: mostToWithdraw(standing, limits), open }, transfer };
}
