import type { ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import type { WithdrawalState } from '@paifan/shared/wallet/withdrawalStates';
import type { WithdrawalRow } from '../../db/models/wallet';
import { receivedFen } from '../../usecases/wallet/moveWithdrawal';
import type { WalletView } from '../../usecases/wallet/readWallet';
import { failureText } from '../../usecases/wallet/texts';
import type { MadeTransfer } from '../../usecases/wallet/transferToMember';
import { maskName } from './names';
import { instant, instantOrNull } from './texts';

const STATE_TEXTS: Readonly<Record<WithdrawalState, string>> = {
  reviewing: '审核中',
  approved: '待转账',
  sent: '转账处理中',
  waitingConfirm: '待确认收款',
  cancelling: '取消中',
  paid: '已到账',
  failed: '未成功，已退回余额',
  cancelled: '已取消，已退回余额',
  rejected: '审核未通过，已退回余额',
};

export const presentWithdrawal = (row: WithdrawalRow): ResponseOf<'GET /api/me/withdrawals/:id'> => ({
  id: row.id,
  no: row.no,
  amountFen: row.amountFen,
  feeFen: row.feeFen,
  receivedFen: receivedFen(row),
  state: row.state,
  stateText: STATE_TEXTS[row.state],
  reason: reasonOf(row),
  confirmBefore: instantOrNull(row.packageExpiresAt),
  requestedAt: instant(row.requestedAt),
  endedAt: instantOrNull(row.endedAt),
});

function reasonOf({ state, failReason, reviewReason }: WithdrawalRow): string | null {
  if (state === 'rejected') return reviewReason;
  return state === 'failed' ? failureText(failReason) : null;
}

export function presentWallet({
  wallet,
  withdrawal,
  transfer,
}: WalletView): ResponseOf<'GET /api/me/wallet'> {
  const { cash, frozen, reserved, ...others } = wallet;
  const { limits, mostFen, open } = withdrawal;
  return {
    availableFen: cash,
    frozenFen: frozen,
    reservedFen: reserved,
    ...others,
    withdrawal: {
      minFen: fen(limits.minFen),
      dailyFen: fen(limits.dailyFen),
      dailyCount: limits.dailyCount,
      feeRatio: limits.feeRatio,
      reviewAboveFen: fen(limits.reviewAboveFen),
      realNameFromFen: fen(limits.realNameFromFen),
      mostFen,
      open: open && presentWithdrawal(open),
    },
    transfer: Object.fromEntries(
      Object.entries(transfer).map(([balance, rule]) => [balance, { ...rule.limits, most: rule.most }]),
    ),
  };
}

export const presentTransfer = ({
  transfer,
  recipient,
}: MadeTransfer): ResponseOf<'POST /api/me/transfers'> => ({
  id: transfer.id,
  at: instant(transfer.at),
  to: { nickname: maskName(recipient.nickname), avatar: recipient.avatar },
  balance: transfer.balance,
  amount: transfer.amount,
});
