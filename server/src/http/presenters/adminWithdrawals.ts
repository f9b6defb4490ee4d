import type { ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { movementText } from '@paifan/shared/texts/movements';
import type { Adjustment } from '../../usecases/adjustments/adjustments';
import type { ListedTransfer } from '../../usecases/adminWallets/transfers';
import type { ListedWithdrawal, WithdrawalRisk } from '../../usecases/adminWallets/withdrawals';
import { instant, instantOrNull } from './texts';
import { presentWithdrawal } from './wallet';

type WithdrawalView = ResponseOf<'POST /api/admin/withdrawals/:id/approve'>;
type RiskView = ResponseOf<'GET /api/admin/withdrawals/:id'>['risk'];
type TransferView = ResponseOf<'GET /api/admin/transfers'>['items'][number];
type AdjustmentView = ResponseOf<'GET /api/admin/adjustments/:id'>;

export const presentListedWithdrawal = ({ withdrawal, member }: ListedWithdrawal): WithdrawalView => ({
  ...presentWithdrawal(withdrawal),
  member,
  transferBillNo: withdrawal.transferBillNo,
  reviewedBy: withdrawal.reviewedBy,
  reviewedAt: instantOrNull(withdrawal.reviewedAt),
  reviewReason: withdrawal.reviewReason,
});

export const presentRisk = ({
  memberSince,
  cashFen,
  frozenFen,
  earned,
  orders,
  withdrawals,
}: WithdrawalRisk): RiskView => ({
  memberSince: instant(memberSince),
  cashFen: fen(cashFen),
  frozenFen: fen(frozenFen),
  earned: earned.map(({ event, times, amountFen }) => ({
    reason: event,
    text: movementText(event),
    times,
    amountFen: fen(amountFen),
  })),
  orders: { ...orders, paidFen: fen(orders.paidFen) },
  withdrawals: { ...withdrawals, paidFen: fen(withdrawals.paidFen) },
});

export const presentListedTransfer = ({ transfer, from, to }: ListedTransfer): TransferView => ({
  id: transfer.id,
  at: instant(transfer.at),
  from,
  to,
  balance: transfer.balance,
  amount: transfer.amount,
});

export const presentAdjustment = (adjustment: Adjustment): AdjustmentView => ({
  ...adjustment,
  requestedAt: instant(adjustment.requestedAt),
  decidedAt: instantOrNull(adjustment.decidedAt),
});
