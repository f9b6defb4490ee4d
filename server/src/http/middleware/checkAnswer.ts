import { isDeepStrictEqual } from 'node:util';
import type { RouteKey } from '@paifan/shared/contract/contract';
import type { Route } from '@paifan/shared/contract/route';
import { z } from 'zod';

/**
 * Holds an answer against the contract, as the client will read it: a wrong, missing or additional field is a bug here.
 * @throws Error naming the route and the field
 */
export function checkAnswer(key: RouteKey, schema: Route['response'], body: unknown): void {
  if (typeof schema === 'string') {
    if (schema === 'image/png' && !(body instanceof Uint8Array))
      throw new Error(`${key} did not answer with a picture`);
    return;
  }
  const sent: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  const parsed = schema.safeParse(sent);
  if (!parsed.success)
    throw new Error(`${key} does not answer as contracted:\n${z.prettifyError(parsed.error)}`);
  if (!isDeepStrictEqual(parsed.data, sent))
    throw new Error(`${key} answers with fields that the contract does not have`);
}
