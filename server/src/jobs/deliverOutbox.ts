import { Op } from 'sequelize';
import { z } from 'zod';
import type { WechatMessageState } from '@paifan/shared/members/messageStates';
import { insertRows } from '../db/bulk';
import type { OutboxRow } from '../db/models/messages';
import { settingsInForce } from '../db/settings';
import { inTransaction } from '../db/transaction';
import { announcementSchema } from '../settle/announcements';
import { proposalAnnouncementSchema } from '../usecases/catalogue/announcements';
import { orderAnnouncementSchema } from '../usecases/messages/announce';
import { memberAnnouncementSchema } from '../usecases/members/announcements';
import { merchantAnnouncementSchema } from '../usecases/merchants/announcements';
import { payableAnnouncementSchema } from '../usecases/payables/announcements';
import { walletAnnouncementSchema } from '../usecases/wallet/announcements';
import type { MessageTemplate, ShopContext } from '../usecases/context';
import { templatesInUse } from '../usecases/messages/messageTemplates';
import { messageText } from '../usecases/messages/messageText';
import type { Wording } from '../usecases/messages/wording';
import { oneByOne } from './oneByOne';
import { sendToWeChat, type Letter } from './sendToWeChat';

const BATCH = 500;
const PAUSE_MS = 60_000;
const anySchema = z.union([
  announcementSchema,
  orderAnnouncementSchema,
  walletAnnouncementSchema,
  memberAnnouncementSchema,
  merchantAnnouncementSchema,
  payableAnnouncementSchema,
  proposalAnnouncementSchema,
]);

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
  const { settings } = await settingsInForce(shop.db, shop.clock.now());
  const wording: Wording = {
    feature: settings.featureName,
    exchange: settings.exchangeName,
    tellsNumber: settings.showProgress,
    tellsTotal: settings.showRewardedTotal,
  };
  const letters = rows.flatMap((row) => read(shop, row, wording));
  const templates = await templatesInUse(shop);
  const [onward, inboxOnly] = partition(letters, ({ row }) => templates.has(row.kind));
  await putIntoInboxes(shop, onward, 'waiting');
  await putIntoInboxes(shop, inboxOnly, 'none');
  const unreadable = rows.filter((row) => !letters.some((letter) => letter.row === row));
  await finish(shop, [...inboxOnly.map(({ row }) => row), ...unreadable]);
  await passOn(shop, onward, templates);
}

function read({ logger }: ShopContext, row: OutboxRow, wording: Wording): Letter[] {
  const parsed = anySchema.safeParse({ ...Object(row.payload), kind: row.kind });
  if (parsed.success) {
    const orderNo = 'orderNo' in parsed.data ? parsed.data.orderNo : null;
    return [{ row, text: messageText(parsed.data, wording), orderNo }];
  }
  logger.error(
    { outbox: row.id, kind: row.kind, problem: z.prettifyError(parsed.error) },
    'a message cannot be read',
  );
  return [];
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

const COLUMNS = [
  ...['outbox_id', 'member_id', 'kind', 'title', 'body', 'entry_id', 'order_id', 'at'],
  'wechat_state',
];

async function putIntoInboxes(
  { db }: ShopContext,
  letters: readonly Letter[],
  state: WechatMessageState,
): Promise<void> {
  const values = letters.map(({ row, text }) => [
    row.id,
    row.memberId,
    row.kind,
    text.title,
    text.body,
    text.entryId,
    text.orderId,
    row.createdAt,
    state,
  ]);
  // A letter that was delivered before, by a run that was cut, is in its inbox already; its template may have changed.
  await inTransaction(db, (tx) =>
    insertRows(tx, 'messages', COLUMNS, values, 'wechat_state = VALUES(wechat_state)'),
  );
}

async function finish({ db }: ShopContext, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.outbox.update({ nextTryAt: null }, { where: { id: rows.map(({ id }) => id) } });
}

/** Where WeChat does not answer several times in a row, the rest waits too: the inboxes behind it must not. */
async function passOn(
  shop: ShopContext,
  letters: readonly Letter[],
  templates: ReadonlyMap<string, MessageTemplate>,
): Promise<void> {
  const left = new Map(letters.map((letter) => [letter.row.id, letter]));
  const items = letters.map((letter) => ({ id: letter.row.id, letter }));
  await oneByOne(shop.logger, items, ({ id, letter }) => {
    left.delete(id);
    return sendToWeChat(shop, letter, templates.get(letter.row.kind));
  });
  if (left.size === 0) return;
  const nextTryAt = new Date(shop.clock.now().getTime() + PAUSE_MS);
  await shop.db.outbox.update({ nextTryAt }, { where: { id: [...left.keys()] } });
}
