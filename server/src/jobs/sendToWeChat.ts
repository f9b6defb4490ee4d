import { yuanText } from '@paifan/shared/money/text';
import { pageOfMessage } from '@paifan/shared/texts/messagePages';
import { dayText, shanghaiDay, shanghaiMinute } from '@paifan/shared/time/shanghai';
import type { MessageField, MessageTemplate, ShopContext } from '../usecases/context';
import type { OutboxRow, SentLetter } from '../db/models/messages';
import { inTransaction } from '../db/transaction';
import type { MessageSent } from '../gateways/wechat/messages';
import type { Outcome } from '../gateways/wechat/outcome';
import type { MessageText } from '../usecases/messages/wording';

/** A row of the outbox, how it reads, and the order that it names. */
export interface Letter {
  readonly row: OutboxRow;
  readonly text: MessageText;
  readonly orderNo: string | null;
}

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 60_000;
/** The longest text that a template's `thing` takes. */
const THING_LENGTH = 20;
/** What a message opens that has no page of its own. */
const INBOX = '/packages/me/messages/index';

/**
 * Passes a message on as a WeChat subscription message. That a member has not asked for it is normal; where WeChat does
 * not answer it is tried again a few times. The inbox has it in any case.
 * @returns false when WeChat did not answer
 */
export async function sendToWeChat(
  shop: ShopContext,
  letter: Letter,
  template: MessageTemplate | undefined,
): Promise<boolean> {
  const { db, wechat, clock, logger } = shop;
  const { row } = letter;
  const member = await db.members.findByPk(row.memberId);
  if (!template || !member) {
    await row.update({ nextTryAt: null });
    return true;
  }
  const sent: SentLetter = {
    templateId: template.id,
    // Without a leading slash.
    page: (
      pageOfMessage({ kind: row.kind, entryId: letter.text.entryId, orderNo: letter.orderNo }) ?? INBOX
    ).slice(1),
    data: Object.fromEntries(
      Object.entries(template.fields).map(([keyword, field]) => [keyword, FIELDS[field](letter)]),
    ),
  };
  const outcome = await wechat.sendSubscribeMessage({ openid: member.openid, ...sent });
  const attempts = row.attempts + 1;
  const goesOn = outcome.kind === 'unknown' && attempts < ATTEMPTS;
  if (outcome.kind === 'refused')
    logger.error({ kind: row.kind, code: outcome.code }, 'WeChat refused a subscription message');
  const now = clock.now();
  const nextTryAt = goesOn ? new Date(now.getTime() + FIRST_PAUSE_MS * 2 ** row.attempts) : null;
  const wechatState = goesOn ? 'waiting' : outcome.kind === 'ok' ? outcome.value : 'failed';
  await inTransaction(db, async (transaction) => {
    await db.outbox.update(
      { attempts, nextTryAt, error: reasonOf(outcome) },
      { where: { id: row.id }, transaction },
    );
    await db.messages.update(
      { wechatState, letter: sent, askedAt: now },
      { where: { outboxId: row.id }, transaction },
    );
  });
  return outcome.kind !== 'unknown';
}

/** Why it did not leave, as WeChat says it or as its answer was missed; null: it left, or was not wanted. */
function reasonOf(outcome: Outcome<MessageSent>): string | null {
  if (outcome.kind === 'ok') return null;
  const text = outcome.kind === 'refused' ? `${outcome.code} ${outcome.message}` : outcome.detail;
  return text.trim().slice(0, 500);
}

const FIELDS: Readonly<Record<MessageField, (letter: Letter) => string>> = {
  title: ({ text }) => firstLetters(text.title),
  body: ({ text }) => firstLetters(text.body),
  amount: ({ text }) => (text.amountFen === null ? '0.00' : yuanText(text.amountFen).replaceAll(',', '')),
  time: ({ row }) => timeText(row.createdAt.getTime()),
};

const firstLetters = (text: string): string => [...text].slice(0, THING_LENGTH).join('');

/** `2026-01-31 08:05`, in Shanghai. */
function timeText(at: number): string {
  const minute = shanghaiMinute(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${dayText(shanghaiDay(at))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
