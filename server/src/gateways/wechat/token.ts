import { z } from 'zod';
import type { Clock } from '../../clock';
import { parseBody, type ApiClient } from './apiClient';
import type { Outcome } from './outcome';
import type { WeChatConfig } from './wechatConfig';

/** Calls that need an access token go through `use`. */
export interface AccessTokens {
  /** Runs a call with a token; when WeChat says that the token is not good, renews it and runs the call once more. */
  use<T>(call: (accessToken: string) => Promise<Outcome<T>>): Promise<Outcome<T>>;
}

const NOT_GOOD = new Set(['40001', '42001', '40014']);
const RENEW_EARLY_MS = 5 * 60_000;

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.int().min(1) });

interface CachedToken {
  text: string;
  renewAt: number;
}

/**
 * Keeps the stable access token: one request at a time however many callers wait, renewed 5 minutes before its end.
 * (WeChat keeps old and new valid for these 5 minutes.) A failure is not kept.
 */
export function createAccessTokens(api: ApiClient, config: WeChatConfig, clock: Clock): AccessTokens {
  let cached: CachedToken | undefined;
  let pending: Promise<Outcome<string>> | undefined;

  const fetchToken = async (forceRefresh: boolean): Promise<Outcome<string>> => {
    const askedAt = clock.now().getTime();
    const answer = await api.post(
      '/cgi-bin/stable_token',
      {},
      {
        grant_type: 'client_credential',
        appid: config.appid,
        secret: config.appSecret,
        force_refresh: forceRefresh,
      },
    );
    const token = parseBody(answer, tokenSchema);
    if (token.kind !== 'ok') return token;
    const { access_token: text, expires_in: seconds } = token.value;
    cached = { text, renewAt: askedAt + seconds * 1000 - RENEW_EARLY_MS };
    return { kind: 'ok', value: text };
  };

  const singleFlight = (forceRefresh: boolean): Promise<Outcome<string>> => {
    pending ??= fetchToken(forceRefresh).finally(() => {
      pending = undefined;
    });
    return pending;
  };

  const current = async (): Promise<Outcome<string>> => {
    const fresh = cached !== undefined && clock.now().getTime() < cached.renewAt;
    return fresh && cached ? { kind: 'ok', value: cached.text } : singleFlight(false);
  };

  /** The token that came in place of one that WeChat calls not good. */
  const replace = async (bad: string): Promise<Outcome<string>> => {
    if (cached?.text === bad) cached = undefined;
    const next = await current();
    // WeChat gives the same stable token again while it believes in it; forcing is limited to 20 a day, so it comes last.
    return next.kind === 'ok' && next.value === bad ? singleFlight(true) : next;
  };

  return {
    async use(call) {
      const token = await current();
      if (token.kind !== 'ok') return token;
      const outcome = await call(token.value);
      if (outcome.kind !== 'refused' || !NOT_GOOD.has(outcome.code)) return outcome;
      const renewed = await replace(token.value);
      return renewed.kind === 'ok' ? call(renewed.value) : renewed;
    },
  };
}
