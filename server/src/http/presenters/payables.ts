import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { ShopContext } from '../../usecases/context';
import { openAccount, type Payee } from '../../usecases/payables/payees';
import type { MerchantPayout, NamedPayout } from '../../usecases/payables/payouts';
import type { PayoutProposal } from '../../usecases/payables/standing';
import type { DayStatement, LineOfStatement } from '../../usecases/statements/readStatements';
import { maskName } from './names';
import { instant, instantOrNull } from './texts';

type StatementView = ResponseOf<'GET /api/desk/statements'>['items'][number];
type AdminStatementView = ResponseOf<'GET /api/admin/statements'>['items'][number];
type LineView = ResponseOf<'GET /api/desk/statements/:id/lines'>['items'][number];
type PayeeView = ResponseOf<'GET /api/desk/payee'>;
type PayoutView = ResponseOf<'GET /api/desk/payouts/:id'>;
type AdminPayoutView = ResponseOf<'GET /api/admin/merchant-payouts/:id'>;
type ProposalView = ResponseOf<'GET /api/admin/payout-proposals'>['items'][number];

export const presentStatement = ({
  merchantId: _merchantId,
  merchantName: _merchantName,
  isPaid: paid,
  closedAt,
  ...statement
}: DayStatement): StatementView => ({ ...statement, closedAt: instant(closedAt), paid });

/** With whose it is. */
export const presentStatementOfMerchant = (statement: DayStatement): AdminStatementView => ({
  ...presentStatement(statement),
  merchant: { id: statement.merchantId, name: statement.merchantName },
});

export const presentStatementLine = (line: LineOfStatement): LineView => ({
  orderNo: line.orderNo,
  line: line.lineNo,
  kind: line.kind,
  storeId: line.storeId,
  title: line.title,
  skuName: line.skuName,
  quantity: line.quantity,
  saleFen: line.saleFen,
  commissionFen: line.commissionFen,
  freightFen: line.freightFen,
  payableFen: line.amountFen,
  at: instant(line.at),
});

/** The account as its own merchant and operators see it: enough to know it by. */
export const presentPayee = (keys: Pick<ShopContext, 'sealingKey'>, payee: Payee): PayeeView => ({
  period: payee.period,
  minFen: payee.minFen,
  closedThrough: payee.closedThrough,
  account: payee.method && {
    method: payee.method,
    holder: maskName(openAccount(keys, payee.merchantId, payee.accountSealed)?.holder ?? ''),
    bankName: payee.bankName,
    numberEnd: payee.accountHint ?? '',
    changedAt: instantOrNull(payee.accountChangedAt),
  },
});

export const presentPayout = (payout: MerchantPayout): PayoutView => ({
  id: payout.id,
  no: payout.no,
  state: payout.state,
  amountFen: payout.amountFen,
  fromDay: payout.fromDay,
  untilDay: payout.untilDay,
  days: payout.days,
  method: payout.method,
  bankName: payout.bankName,
  numberEnd: payout.accountHint ?? '',
  requestedAt: instant(payout.requestedAt),
  decidedAt: instantOrNull(payout.decidedAt),
  endedAt: instantOrNull(payout.endedAt),
  note: payout.note,
  reference: payout.reference,
});

/** With whose it is, and who dealt with it. */
export const presentPayoutOfMerchant = (payout: NamedPayout): AdminPayoutView => ({
  ...presentPayout(payout),
  merchant: { id: payout.merchantId, name: payout.merchantName },
  requestedBy: payout.requestedBy,
  decidedBy: payout.decidedBy,
  endedBy: payout.endedBy,
});

export const presentProposal = ({
  merchantId: id,
  merchantName: name,
  ...proposal
}: PayoutProposal): ProposalView => ({
  ...proposal,
  merchant: { id, name },
});
