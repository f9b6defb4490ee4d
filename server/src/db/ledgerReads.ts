import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { balanceAccount, type MemberBalance } from '@paifan/shared/ledger/accounts';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { entryIdColumn, fenColumn, idColumn, timeColumn } from './columns';
import type { Page, PageRequest } from './paging';
import { query, queryOne } from './query';
import type { Executor } from './transaction';

/** A member's balances: fen for `cash`, `frozen` and `reserved`, hundredths for the others. */
export type Wallet = Readonly<Record<MemberBalance, Fen>>;

const BALANCES: readonly MemberBalance[] = [
  ...(['cash', 'frozen', 'reserved'] as const),
  ...(['points', 'love', 'loveFrozen', 'voucher'] as const),
];
const balanceRow = z.object({ code: z.string(), balance: fenColumn });

/** What a member has; a balance that was never moved is 0. */
export async function readWallet(executor: Executor, member: MemberId): Promise<Wallet> {
  const codes = BALANCES.map((balance) => balanceAccount(member, balance).code);
  const rows = await query(
    executor,
    'SELECT code, balance FROM accounts WHERE code IN (?)',
    [codes],
    balanceRow,
  );
  const byCode = new Map(rows.map(({ code, balance }) => [code, balance]));
  const balanceOf = (balance: MemberBalance): Fen =>
    byCode.get(balanceAccount(member, balance).code) ?? ZERO_FEN;
  return {
    cash: balanceOf('cash'),
    frozen: balanceOf('frozen'),
    reserved: balanceOf('reserved'),
    points: balanceOf('points'),
    love: balanceOf('love'),
    loveFrozen: balanceOf('loveFrozen'),
    voucher: balanceOf('voucher'),
  };
}

/** The balance of any account by its code (`promotion`, `queue:mall:pool` …); 0 when it does not exist. Credit is above zero. */
export async function readBalance(executor: Executor, code: string): Promise<Fen> {
  const row = await queryOne(
    executor,
    'SELECT code, balance FROM accounts WHERE code = ?',
    [code],
    balanceRow,
  );
  return row?.balance ?? ZERO_FEN;
}

const billRow = z.object({
  journal_id: idColumn,
  seq: z.int(),
  at: timeColumn,
  amount: fenColumn,
  event: z.string(),
  entry_id: entryIdColumn.nullable(),
  order_no: z.string().nullable(),
  note: z.string().nullable(),
});

/** A movement of one of a member's balances. */
export interface BillRow {
  readonly id: string;
  readonly at: Date;
  /** Fen, or hundredths of points, love and vouchers. Below zero: it left the balance. */
  readonly amount: Fen;
  /** The business event: a key of the ledger's TEMPLATES. */
  readonly event: string;
  /** The order that caused it: for a payout, the order that paid. */
  readonly orderNo: string | null;
  /** The entry that was paid. */
  readonly entryId: z.output<typeof entryIdColumn> | null;
  /** Why two operators put the balance right. */
  readonly note: string | null;
}

/** Which movements: of a balance, and of those what came in or what went out. */
export interface BillQuery {
  readonly balance: MemberBalance;
  readonly direction?: 'in' | 'out' | undefined;
}

const DIRECTION = { in: 'AND p.amount > 0', out: 'AND p.amount < 0' } as const;

/** Movements of a member's balance, newest first. They are read along one account: a direction passes by the others of it. */
export async function readBill(
  executor: Executor,
  member: MemberId,
  page: PageRequest,
  { balance, direction }: BillQuery = { balance: 'cash' },
): Promise<Page<BillRow>> {
  const [journal, seq] = (page.cursor ?? '').split('-');
  const older =
    seq === undefined ? '' : 'AND (p.journal_id < :journal OR (p.journal_id = :journal AND p.seq < :seq))';
  const rows = await query(
    executor,
    `SELECT p.journal_id, p.seq, j.at, p.amount, j.event, p.entry_id, o.no AS order_no, a.reason AS note
     FROM postings p
     JOIN journals j ON j.id = p.journal_id
     LEFT JOIN orders o ON o.id = j.order_id
     LEFT JOIN adjustments a ON j.event = 'adjusted' AND a.id = CAST(SUBSTRING_INDEX(j.journal_key, ':', -1) AS UNSIGNED)
     WHERE p.account_id = (SELECT id FROM accounts WHERE code = :code) ${older}
       ${direction === undefined ? '' : DIRECTION[direction]}
     ORDER BY p.journal_id DESC, p.seq DESC
     LIMIT :limit`,
    {
      code: balanceAccount(member, balance).code,
      journal: journal ?? '',
      seq: seq ?? '',
      limit: page.limit + 1,
    },
    billRow,
  );
  const items = rows.slice(0, page.limit).map((row): BillRow => ({
    id: `${row.journal_id}-${row.seq}`,
    at: row.at,
    amount: row.amount,
    event: row.event,
    orderNo: row.order_no,
    entryId: row.entry_id,
    note: row.note,
  }));
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}
