import { z } from 'zod';
import { memberId, type MemberId } from '@paifan/shared/ids/ids';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import type { Ratio } from '@paifan/shared/money/ratio';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { loveToRelease } from '@paifan/shared/wallet/releaseLove';
import { lockBalances } from '../../db/balances';
import { idColumn } from '../../db/columns';
import { postJournals, type BookedJournal } from '../../db/ledger';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';

const MEMBERS_AT_ONCE = 500;
const event = 'loveReleased';

/**
 * Makes part of everybody's frozen love available, once a day (Asia/Shanghai). Several may run at the same time, and one that was
 * cut off is taken up again: a member's release has a journal of its own for each day. A day on which nothing ran is not made
 * up for. SPEC section 7.
 * @param ratio the part of what is frozen that becomes available on a day
 */
export async function releaseLove({ db, clock }: ShopContext, ratio: Ratio): Promise<void> {
  const now = clock.now();
  const day = dayText(shanghaiDay(now.getTime()));
  const known = await queryOne(db, 'SELECT 1 AS done FROM love_releases WHERE day = ?', [day], z.unknown());
  if (known !== null) return;
  for (let after: string | null = '0'; after !== null;) {
    const from: string = after;
    after = await inTransaction(db, (tx) => releaseSome(tx, { day, now, ratio, after: from }));
  }
  await execute(db, 'INSERT IGNORE INTO love_releases (day, finished_at) VALUES (?, ?)', [day, clock.now()]);
}

interface Walk {
  readonly day: string;
  readonly now: Date;
  readonly ratio: Ratio;
  /** The account that the walk has come to. */
  readonly after: string;
}

const accountRow = z.object({ id: idColumn, code: z.string() });
const keyRow = z.object({ journal_key: z.string() });
const LOVE_FROZEN = /^member:(\d+):loveFrozen$/;

/** @returns the account that the walk has come to; null: nobody is left */
async function releaseSome(tx: Tx, { day, now, ratio, after }: Walk): Promise<string | null> {
  const accounts = await query(
    tx,
    `SELECT id, code FROM accounts
     WHERE asset = 'love' AND id > ? AND balance > 0 AND code LIKE 'member:%:loveFrozen' ORDER BY id LIMIT ?`,
    [after, MEMBERS_AT_ONCE],
    accountRow,
  );
  if (accounts.length === 0) return null;
  const members = accounts.map(({ code }) => memberId(LOVE_FROZEN.exec(code)?.[1] ?? ''));
  const balanceOf = await lockBalances(
    tx,
    members.flatMap((member) => [memberAccount(member, 'loveFrozen'), memberAccount(member, 'love')]),
  );
  const keyOf = (member: MemberId): string => journalKey(event, `${day}:${member}`);
  const released = await findReleased(tx, members.map(keyOf));
  const journals = members.flatMap((member): BookedJournal[] => {
    const key = keyOf(member);
    const amount = loveToRelease(balanceOf(memberAccount(member, 'loveFrozen').code), ratio);
    if (released.has(key) || amount === 0) return [];
    return [{ key, event, at: now.getTime(), postings: postingsOf(event, { member, amount }) }];
  });
  await postJournals(tx, journals);
  return accounts.length < MEMBERS_AT_ONCE ? null : (accounts.at(-1)?.id ?? null);
}

/** Read after the balances are locked: another run may have been here a moment ago. */
async function findReleased(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await query(tx, 'SELECT journal_key FROM journals WHERE journal_key IN (?)', [keys], keyRow);
  return new Set(rows.map(({ journal_key }) => journal_key));
}
