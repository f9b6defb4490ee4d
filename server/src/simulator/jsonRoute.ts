import type { Context } from 'koa';
import rawBody from 'raw-body';
import { z } from 'zod';
import { WeChatPayError } from './box';

/** The JSON body of a request, whether something before has read it or not. */
export async function readJson<T>(ctx: Context, schema: z.ZodType<T>): Promise<T> {
  const given: unknown = 'body' in ctx.request ? ctx.request.body : undefined;
  const body = given === undefined ? await parseStream(ctx) : given;
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new WeChatPayError(400, 'PARAM_ERROR', z.prettifyError(parsed.error));
}

async function parseStream(ctx: Context): Promise<unknown> {
  const text = await rawBody(ctx.req, { limit: '100kb', encoding: 'utf-8' });
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new WeChatPayError(400, 'PARAM_ERROR', 'the body is not JSON');
  }
}

/** Answers refusals as `{code, message}`. */
export async function answerRefusals(ctx: Context, next: () => Promise<unknown>): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof WeChatPayError)) throw error;
    ctx.status = error.status;
    ctx.body = { code: error.code, message: error.message };
  }
}
