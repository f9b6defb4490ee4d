import type { ApiClient } from './apiClient';
import { ok, type Outcome } from './outcome';
import type { AccessTokens } from './token';

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** page to open, with its query; without a leading slash */
  page?: string;
  /** by the template's keyword: `thing1`, `amount2`, `date3` … */
  data: Record<string, string>;
  /** which build of the mini-program opens; `formal` unless told */
  miniprogramState?: 'developer' | 'trial' | 'formal';
}

/** `notAccepted`: the member has refused, or used up the one message that an acceptance allows. Normal, no alarm. */
export type MessageSent = 'sent' | 'notAccepted';

const NOT_ACCEPTED = '43101';

/** Sends one WeChat subscription message. Refused with 47003 when the data do not fit the template. */
export async function sendSubscribeMessage(
  api: ApiClient,
  tokens: AccessTokens,
  message: SubscribeMessage,
): Promise<Outcome<MessageSent>> {
  const body = {
    touser: message.openid,
    template_id: message.templateId,
    page: message.page,
    miniprogram_state: message.miniprogramState ?? 'formal',
    lang: 'zh_CN',
    data: Object.fromEntries(Object.entries(message.data).map(([keyword, value]) => [keyword, { value }])),
  };
  const outcome = await tokens.use((accessToken) =>
    api.post('/cgi-bin/message/subscribe/send', { access_token: accessToken }, body),
  );
  if (outcome.kind === 'ok') return ok('sent');
  return outcome.kind === 'refused' && outcome.code === NOT_ACCEPTED ? ok('notAccepted') : outcome;
}
