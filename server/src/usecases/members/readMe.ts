import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { countColumn } from '../../db/columns';
import type { Wallet } from '../../db/ledgerReads';
import { readWallet } from '../../db/ledgerReads';
import type { MemberRow } from '../../db/models/members';
import { query } from '../../db/query';
import { readOverview, type QueueOverview } from '../../db/queueFigures';
import type { ShopContext } from '../context';

/** A member with everything that belongs to the person, in figures. */
export interface Me {
  readonly member: MemberRow;
  readonly inviter: MemberRow | null;
  readonly inviteeCount: number;
  readonly wallet: Wallet;
  readonly queue: QueueOverview;
  /** How many orders are in each state. */
  readonly orderCounts: Readonly<Record<'placed' | 'paid' | 'completed', number>>;
  readonly unreadMessages: number;
}

const stateRow = z.object({ state: z.string(), orders: countColumn });

export async function readMe({ db }: ShopContext, memberId: MemberId): Promise<Me> {
  const member = await db.members.findByPk(memberId, { rejectOnEmpty: true });
  const states = await query(
    db,
    'SELECT state, COUNT(*) AS orders FROM orders WHERE member_id = ? GROUP BY state',
    [memberId],
    stateRow,
  );
  const count = (state: string): number => states.find((row) => row.state === state)?.orders ?? 0;
  return {
    member,
    inviter: member.inviterId === null ? null : await db.members.findByPk(member.inviterId),
    inviteeCount: await db.members.count({ where: { inviterId: memberId } }),
    wallet: await readWallet(db, memberId),
    queue: await readOverview(db, memberId),
    orderCounts: { placed: count('placed'), paid: count('paid'), completed: count('completed') },
    unreadMessages: await db.messages.count({ where: { memberId, readAt: null } }),
  };
}
