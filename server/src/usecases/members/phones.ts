import { createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { maskPhone } from '@paifan/shared/members/phone';
import { memberIdColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';
import { openSecret } from '../../operators/sealing';
import type { ShopContext } from '../context';

/*
 * Phone numbers are kept encrypted, and found by a keyed hash: there are so few numbers that a plain hash could be tried out.
 */

type Keys = Pick<ShopContext, 'sealingKey'>;

/** Whose the sealed text is: put into another's row, it does not open. */
export const phoneOwner = (memberId: MemberId): string => `member:${memberId}:phone`;

const LOOKUP_BYTES = 32;

/** By what a number is found. */
export const phoneLookup = ({ sealingKey }: Keys, phone: string): Buffer => {
  const key = Buffer.from(hkdfSync('sha256', sealingKey, '', 'paifan phone lookup', LOOKUP_BYTES));
  return createHmac('sha256', key).update(phone).digest();
};

const sealedRow = z.object({ sealed: z.string() });

/** A member's number as it is shown: `138****5678`; null when none is bound, or it was sealed with another key. */
export async function readMaskedPhone(
  { sealingKey }: Keys,
  executor: Executor,
  memberId: MemberId,
): Promise<string | null> {
  const row = await queryOne(
    executor,
    'SELECT sealed FROM member_phones WHERE member_id = ?',
    [memberId],
    sealedRow,
  );
  const phone = row && openPhone({ sealingKey }, memberId, row.sealed);
  return phone && maskPhone(phone);
}

/** A member's whole number; null when it was sealed with another key. */
export const openPhone = ({ sealingKey }: Keys, memberId: MemberId, sealed: string): string | null =>
  openSecret(sealingKey, phoneOwner(memberId), sealed)?.toString('utf8') ?? null;

const ownerRow = z.object({ member_id: memberIdColumn });

/** Who has bound a number; null: nobody. */
export async function findByPhone(keys: Keys, executor: Executor, phone: string): Promise<MemberId | null> {
  const row = await queryOne(
    executor,
    'SELECT member_id FROM member_phones WHERE lookup = ?',
    [phoneLookup(keys, phone)],
    ownerRow,
  );
  return row?.member_id ?? null;
}
