import { randomBytes } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import { toBuffer } from 'qrcode';
import rawBody from 'raw-body';
import { z } from 'zod';
import { ApiRefusal } from './apiRefusal';
import { nowOf, type Box } from './box';
import { faultOf, takeApiFaults, withholdAnswer } from './faults';
import { getOrder, uploadShipping } from './shipping';
import { unfitKeyword } from './subscribeData';

/** What a mini-program code leads to when somebody scans the picture. */
export type CodeText = (code: { page: string; scene: string }) => string;

type Endpoint = (request: { query: URLSearchParams; body: unknown }) => unknown;

const CODE_MS = 5 * 60_000;
const TOKEN_MS = 7200_000;
const OVERLAP_MS = 5 * 60_000;
const FORCED_APART_MS = 30_000;
const FORCED_A_DAY = 20;
const DAY_MS = 24 * 3_600_000;
const MESSAGES_KEPT = 1_000;

/** The mini-program API, `/sns`, `/cgi-bin`, `/wxa`: logins, access tokens, codes, subscription messages. */
export function miniProgramApi(box: Box, codeText: CodeText): Router {
  const router = new Router();
  const route = (method: 'get' | 'post', path: string, endpoint: Endpoint) =>
    router[method](path, (ctx) => answer(box, ctx, endpoint));

  route('get', '/sns/jscode2session', ({ query }) => codeToSession(box, query));
  route('post', '/cgi-bin/stable_token', ({ body }) => stableToken(box, body));
  route('post', '/wxa/business/getuserphonenumber', ({ query, body }) => {
    checkToken(box, query);
    return phoneNumber(box, body);
  });
  route('post', '/wxa/getwxacodeunlimit', ({ query, body }) => {
    checkToken(box, query);
    return picture(body, codeText);
  });
  route('post', '/cgi-bin/message/subscribe/send', ({ query, body }) => {
    checkToken(box, query);
    return sendMessage(box, body);
  });
  route('post', '/wxa/sec/order/upload_shipping_info', ({ query, body }) => {
    checkToken(box, query);
    return uploadShipping(box, body);
  });
  route('post', '/wxa/sec/order/get_order', ({ query, body }) => {
    checkToken(box, query);
    return getOrder(box, body);
  });
  return router;
}

async function answer(box: Box, ctx: Context, endpoint: Endpoint): Promise<void> {
  const raw = await rawBody(ctx.req, { limit: '1mb' });
  const faults = takeApiFaults(box, ctx.path);
  const carryOut = () => reply(ctx, raw, endpoint);
  if (await withholdAnswer(ctx, faults, carryOut)) return;
  const error = faultOf(faults, 'error');
  if (error) {
    ctx.status = error.status;
    ctx.body = { errcode: Number(error.code), errmsg: error.message };
    return;
  }
  const body = await carryOut();
  ctx.body = body;
  if (Buffer.isBuffer(body)) ctx.type = 'image/png';
}

async function reply(ctx: Context, raw: Buffer, endpoint: Endpoint): Promise<unknown> {
  try {
    const body: unknown = raw.length > 0 ? JSON.parse(raw.toString()) : undefined;
    return await endpoint({ query: new URLSearchParams(ctx.querystring), body });
  } catch (error) {
    if (error instanceof ApiRefusal) return { errcode: error.errcode, errmsg: error.message };
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      return { errcode: 47001, errmsg: 'data format error' };
    }
    throw error;
  }
}

function codeToSession(box: Box, query: URLSearchParams): unknown {
  checkAccount(box, query.get('appid'), query.get('secret'));
  if (query.get('grant_type') !== 'authorization_code') throw new ApiRefusal(40002, 'invalid grant_type');
  const issued = box.state.loginCodes.get(query.get('js_code') ?? '');
  if (!issued || nowOf(box) >= issued.issuedAt + CODE_MS) throw new ApiRefusal(40029, 'invalid code');
  if (issued.used) throw new ApiRefusal(40163, 'code been used');
  issued.used = true;
  box.changed();
  return { openid: issued.openid, session_key: randomBytes(16).toString('base64') };
}

const tokenRequestSchema = z.object({
  grant_type: z.string(),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
});

/** Gives the token again that is in force, until 5 minutes before its end; then old and new are both valid. */
function stableToken(box: Box, body: unknown): unknown {
  const request = tokenRequestSchema.parse(body);
  if (request.grant_type !== 'client_credential') throw new ApiRefusal(40002, 'invalid grant_type');
  checkAccount(box, request.appid, request.secret);
  const now = nowOf(box);
  const [text, newest] = [...box.state.accessTokens].at(-1) ?? [];
  if (text !== undefined && newest && !request.force_refresh && now < newest.expiresAt - OVERLAP_MS) {
    return { access_token: text, expires_in: Math.floor((newest.expiresAt - now) / 1000) };
  }
  if (request.force_refresh) checkForcedRefresh(box, now);
  for (const token of box.state.accessTokens.values())
    token.expiresAt = Math.min(token.expiresAt, now + OVERLAP_MS);
  const fresh = randomBytes(60).toString('base64url');
  box.state.accessTokens.set(fresh, {
    issuedAt: now,
    expiresAt: now + TOKEN_MS,
    forced: request.force_refresh,
  });
  forgetOldTokens(box, now);
  box.changed();
  return { access_token: fresh, expires_in: TOKEN_MS / 1000 };
}

function checkForcedRefresh(box: Box, now: number): void {
  const forced = [...box.state.accessTokens.values()].filter((token) => token.forced);
  const today = forced.filter((token) => token.issuedAt > now - DAY_MS);
  if (today.length >= FORCED_A_DAY || forced.some((token) => token.issuedAt > now - FORCED_APART_MS)) {
    throw new ApiRefusal(45009, 'reach max api daily quota limit');
  }
}

function forgetOldTokens(box: Box, now: number): void {
  for (const [text, token] of box.state.accessTokens) {
    if (token.expiresAt < now - DAY_MS) box.state.accessTokens.delete(text);
  }
}

function checkAccount(box: Box, appid: string | null, secret: string | null): void {
  if (appid !== box.keys.appid) throw new ApiRefusal(40013, 'invalid appid');
  if (secret !== box.keys.appSecret) throw new ApiRefusal(40125, 'invalid appsecret');
}

function checkToken(box: Box, query: URLSearchParams): void {
  const text = query.get('access_token');
  if (!text) throw new ApiRefusal(41001, 'access_token missing');
  const token = box.state.accessTokens.get(text);
  if (!token) throw new ApiRefusal(40001, 'invalid credential, access_token is invalid or not latest');
  if (nowOf(box) >= token.expiresAt) throw new ApiRefusal(42001, 'access_token expired');
}

const phoneRequestSchema = z.object({ code: z.string() });

/** A code is good once, for 5 minutes. */
function phoneNumber(box: Box, body: unknown): unknown {
  const issued = box.state.phoneCodes.get(phoneRequestSchema.parse(body).code);
  if (!issued || issued.used || nowOf(box) >= issued.issuedAt + CODE_MS)
    throw new ApiRefusal(40029, 'invalid code');
  issued.used = true;
  box.changed();
  const { phone } = issued;
  const watermark = { timestamp: Math.floor(nowOf(box) / 1000), appid: box.keys.appid };
  return {
    errcode: 0,
    errmsg: 'ok',
    phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark },
  };
}

const codeRequestSchema = z.object({
  scene: z.string(),
  page: z.string().default('pages/index/index'),
  width: z.int().min(280).max(1280).default(430),
});

function picture(body: unknown, codeText: CodeText): Promise<Buffer> {
  const { scene, page, width } = codeRequestSchema.parse(body);
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/.test(scene))
    throw new ApiRefusal(40169, 'invalid length for scene');
  if (page.startsWith('/') || page.includes('?')) throw new ApiRefusal(41030, 'invalid page');
  return toBuffer(codeText({ page, scene }), { type: 'png', width, margin: 2 });
}

const messageSchema = z.object({
  touser: z.string().min(1),
  template_id: z.string().min(1),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.string() })),
});

/** One acceptance allows one message. */
function sendMessage(box: Box, body: unknown): unknown {
  const { touser: openid, template_id: templateId, page, data } = messageSchema.parse(body);
  const values = Object.fromEntries(Object.entries(data).map(([keyword, { value }]) => [keyword, value]));
  const unfit = unfitKeyword(values);
  if (unfit !== undefined) throw new ApiRefusal(47003, `argument invalid! data.${unfit}.value invalid`);
  const left = box.state.acceptances.get(acceptanceKey(openid, templateId)) ?? 0;
  if (left < 1) throw new ApiRefusal(43101, 'user refuse to accept the msg');
  box.state.acceptances.set(acceptanceKey(openid, templateId), left - 1);
  box.state.sentMessages.push({ openid, templateId, page, data: values, at: nowOf(box) });
  if (box.state.sentMessages.length > MESSAGES_KEPT) box.state.sentMessages.shift();
  box.changed();
  return { errcode: 0, errmsg: 'ok' };
}

/** Under which key the number of messages stands that a person still accepts of a template. */
export const acceptanceKey = (openid: string, templateId: string): string => `${openid} ${templateId}`;
