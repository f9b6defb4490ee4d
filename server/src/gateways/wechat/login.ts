import { z } from 'zod';
import { parseBody, type ApiClient } from './apiClient';
import { mapOutcome, type Outcome } from './outcome';
import type { WeChatConfig } from './wechatConfig';

/** Who has opened the mini-program. WeChat's session_key is dropped here: nothing needs it, and it must never leak. */
export interface WeChatIdentity {
  openid: string;
  unionid: string | undefined;
}

/**
 * Exchanges the code of `wx.login` (single use, 5 minutes) for the person's openid.
 * Refused with 40029 (no such code) or 40163 (used; a double submit is common): let the client log in anew.
 */
export async function exchangeLoginCode(
  api: ApiClient,
  config: WeChatConfig,
  code: string,
): Promise<Outcome<WeChatIdentity>> {
  const answer = await api.get('/sns/jscode2session', {
    appid: config.appid,
    secret: config.appSecret,
    js_code: code,
    grant_type: 'authorization_code',
  });
  const schema = z.object({ openid: z.string().min(1), unionid: z.string().optional() });
  return mapOutcome(parseBody(answer, schema), ({ openid, unionid }) => ({ openid, unionid }));
}
