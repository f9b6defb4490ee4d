import { z } from 'zod';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { PAYOUT_METHOD_NAMES, type PayoutMethod } from '@paifan/shared/merchants/payablePayouts';
import { PAYOUT_PERIOD_NAMES } from '@paifan/shared/merchants/payables';
import { dayColumn, fenColumn, merchantIdColumn, timeColumn } from '../../db/columns';
import { execute, query } from '../../db/query';
import type { Executor, Tx } from '../../db/transaction';
import { openSecret, sealSecret } from '../../operators/sealing';
import type { ShopContext } from '../context';

const payeeRow = z
  .object({
    merchant_id: merchantIdColumn,
    closed_through: dayColumn.nullable(),
    period: z.enum(PAYOUT_PERIOD_NAMES),
    min_fen: fenColumn,
    method: z.enum(PAYOUT_METHOD_NAMES).nullable(),
    bank_name: z.string().nullable(),
    account_sealed: z.string().nullable(),
    account_hint: z.string().nullable(),
    account_changed_at: timeColumn.nullable(),
  })
  .transform((row) => ({
    merchantId: row.merchant_id,
    /** `YYYY-MM-DD`: nothing comes to this day and those before any more; null: none was closed. */
    closedThrough: row.closed_through,
    period: row.period,
    minFen: row.min_fen,
    /** null: it has named no account. */
    method: row.method,
    bankName: row.bank_name,
    accountSealed: row.account_sealed,
    /** The end of the number. */
    accountHint: row.account_hint,
    accountChangedAt: row.account_changed_at,
  }));

/** A merchant as somebody who is paid. */
export type Payee = z.output<typeof payeeRow>;

const COLUMNS = `merchant_id, closed_through, period, min_fen, method, bank_name, account_sealed, account_hint, account_changed_at`;

/**
 * Locks merchants in the order of their ids, after the lock of an order and before balances: no payable is booked, no day closed and
 * no payout made for them meanwhile.
 * @returns until when their days are closed
 */
export async function lockPayees(
  tx: Tx,
  merchants: readonly MerchantId[],
): Promise<ReadonlyMap<MerchantId, string | null>> {
  const ids = [...new Set(merchants)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const locked = new Map<MerchantId, string | null>();
  for (const id of ids) locked.set(id, (await lockPayee(tx, id)).closedThrough);
  return locked;
}

/** One of them, who exists. */
export async function lockPayee(tx: Tx, merchantId: MerchantId): Promise<Payee> {
  const sql = `SELECT ${COLUMNS} FROM payees WHERE merchant_id = ? FOR UPDATE`;
  const [known] = await query(tx, sql, [merchantId], payeeRow);
  if (known !== undefined) return known;
  await execute(tx, 'INSERT IGNORE INTO payees (merchant_id) VALUES (?)', [merchantId]);
  const [begun] = await query(tx, sql, [merchantId], payeeRow);
  if (begun === undefined) throw new Error(`merchant ${merchantId} is not there`);
  return begun;
}

/** A merchant as it is paid; what was never set is as the database begins with. */
export async function readPayee(executor: Executor, merchantId: MerchantId): Promise<Payee> {
  const [payee] = await query(
    executor,
    `SELECT ${COLUMNS} FROM payees WHERE merchant_id = ?`,
    [merchantId],
    payeeRow,
  );
  return (
    payee ?? {
      ...{ merchantId, closedThrough: null, period: 'weekly', minFen: fenColumn.parse(0) },
      ...{ method: null, bankName: null, accountSealed: null, accountHint: null, accountChangedAt: null },
    }
  );
}

/** Where a merchant is paid: whose account, and its number. Kept encrypted; in no log. */
const payoutAccount = z.object({ holder: z.string(), number: z.string() });
export type PayoutAccount = z.output<typeof payoutAccount>;

type Keys = Pick<ShopContext, 'sealingKey'>;

const ownerOf = (merchantId: MerchantId): string => `merchant:${merchantId}:payoutAccount`;

export const sealAccount = ({ sealingKey }: Keys, merchantId: MerchantId, account: PayoutAccount): string =>
  sealSecret(sealingKey, ownerOf(merchantId), Buffer.from(JSON.stringify(account)));

/** null: there is none, or it was sealed under another key. */
export function openAccount(
  { sealingKey }: Keys,
  merchantId: MerchantId,
  sealed: string | null,
): PayoutAccount | null {
  const bytes = sealed && openSecret(sealingKey, ownerOf(merchantId), sealed);
  return bytes ? payoutAccount.parse(JSON.parse(bytes.toString('utf8'))) : null;
}

const HINT = 4;

/** The end of a number: enough to tell two accounts apart, too little to use one. */
export const hintOf = (number: string): string =>
  number.slice(-Math.min(HINT, Math.floor(number.length / 3)));

/** What of an account is kept in the audit log and told in messages. */
export const accountName = (method: PayoutMethod | null, hint: string | null): string =>
  method === null ? 'none' : `${method}:*${hint ?? ''}`;
