import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { ListedMessage } from '../../usecases/messages/listMessages';
import { instant, instantOrNull } from './texts';

type MessageView = ResponseOf<'GET /api/admin/messages'>['items'][number];

export const presentSentMessage = (row: ListedMessage): MessageView => ({
  id: row.id,
  outboxId: row.outbox_id,
  member: row.member,
  kind: row.kind,
  title: row.title,
  body: row.body,
  entryId: row.entry_id,
  orderNo: row.order_no,
  at: instant(row.at),
  readAt: instantOrNull(row.read_at),
  wechat: {
    state: row.wechat_state,
    tries: row.attempts,
    error: row.error,
    askedAt: instantOrNull(row.asked_at),
    nextTryAt: instantOrNull(row.next_try_at),
    letter: row.letter,
  },
});
