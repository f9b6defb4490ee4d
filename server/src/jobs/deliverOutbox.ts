import { Op } from 'sequelize';
import { z } from 'zod';
import { insertRows } from '../db/bulk';
import type { OutboxRow } from '../db/models/messages';
import { settingsInForce } from '../db/settings';
import { inTransaction } from '../db/transaction';
import { announcementSchema } from '../settle/announcements';
import { orderAnnouncementSchema } from '../usecases/announce';
import type { ShopContext } from '../usecases/context';
import { messageText, type MessageText } from '../usecases/messageText';
import { sendToWeChat } from './sendToWeChat';

const BATCH = 500;
const anySchema = z.union([announcementSchema, orderAnnouncementSchema]);

/** A row of the outbox and how it reads. */
export interface Letter {
  readonly row: OutboxRow;
  readonly text: MessageText;
}

/**
 * Puts what stands in the outbox into the members' inboxes, each once, and passes it on to WeChat where a template is
 * set for its kind.
 */
export async function deliverOutbox(shop: ShopContext): Promise<void> {
  for (let more = true; more;) {
    const rows = await shop.db.outbox.findAll({
      where: { nextTryAt: { [Op.lte]: shop.clock.now() } },
      order: [['id', 'ASC']],
      limit: BATCH,
    });
    await deliver(shop, rows);
    more = rows.length === BATCH;
  }
}

async function deliver(shop: ShopContext, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { featureName } = (await settingsInForce(shop.db, shop.clock.now())).settings;
  const letters = rows.flatMap((row) => read(shop, row, featureName));
  const [onward, inboxOnly] = partition(letters, ({ row }) => row.kind in shop.messageTemplates);
  await putIntoInboxes(shop, letters);
  const unreadable = rows.filter((row) => !letters.some((letter) => letter.row === row));
  await finish(shop, [...inboxOnly.map(({ row }) => row), ...unreadable]);
  for (const letter of onward) await sendToWeChat(shop, letter);
}

function read({ logger }: ShopContext, row: OutboxRow, featureName: string): Letter[] {
  const parsed = anySchema.safeParse({ ...Object(row.payload), kind: row.kind });
  if (parsed.success) return [{ row, text: messageText(parsed.data, featureName) }];
  logger.error(
    { outbox: row.id, kind: row.kind, problem: z.prettifyError(parsed.error) },
    'a message cannot be read',
  );
  return [];
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

const COLUMNS = ['outbox_id', 'member_id', 'kind', 'title', 'body', 'entry_id', 'order_id', 'at'];

async function putIntoInboxes({ db }: ShopContext, letters: readonly Letter[]): Promise<void> {
  const values = letters.map(({ row, text }) => [
    row.id,
    row.memberId,
    row.kind,
    text.title,
    text.body,
    text.entryId,
    text.orderId,
    row.createdAt,
  ]);
  // A letter that was delivered before, by a run that was cut, is in its inbox already.
  await inTransaction(db, (tx) => insertRows(tx, 'messages', COLUMNS, values, 'outbox_id = outbox_id'));
}

async function finish({ db }: ShopContext, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.outbox.update({ nextTryAt: null }, { where: { id: rows.map(({ id }) => id) } });
}
