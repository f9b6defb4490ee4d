import { z } from 'zod';
import { type Outcome, ok } from './outcome';
import type { Answer } from './transport';

const errorBodySchema = z.object({ code: z.string(), message: z.string().default('') });

/**
 * Turns an answer of WeChat Pay into an outcome: unverified before anything else, then busy, then what it says.
 * @param schema of the parsed JSON body; of `undefined` where the answer is 204
 */
export function readAnswer<T>(answer: Answer, schema: z.ZodType<T>): Outcome<T> {
  if (answer.kind === 'none') return { kind: 'unknown', reason: answer.reason, detail: answer.detail };
  const { status, requestId, signature } = answer;
  const body = parseJson(answer.body);
  const error = errorBodySchema.safeParse(body.value);
  const code = error.data?.code;
  const unknown = (reason: 'unverified' | 'busy' | 'malformed', detail: string): Outcome<T> => ({
    kind: 'unknown',
    reason,
    detail: `HTTP ${status}${code ? ` ${code}` : ''}: ${detail}`,
    code,
    requestId,
  });

  if (!signature.ok) return unknown('unverified', signature.detail);
  if (status >= 500 || status === 429) return unknown('busy', error.data?.message ?? 'try again');
  // 202 carries a code as an error does: accepted but not done, such as USERPAYING.
  if (status >= 400 || status === 202) {
    if (!error.success) return unknown('malformed', 'an error without a code');
    return { kind: 'refused', status, code: error.data.code, message: error.data.message, requestId };
  }
  if (!body.ok) return unknown('malformed', 'the body is not JSON');
  const parsed = schema.safeParse(body.value);
  return parsed.success ? ok(parsed.data) : unknown('malformed', z.prettifyError(parsed.error));
}

/** An empty body parses as undefined. */
export function parseJson(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false; value: undefined } {
  if (bytes.length === 0) return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, value: undefined };
  }
}
