import { ApiError } from '@paifan/shared/errors/errors';
import type { z } from 'zod';

/** One thing wrong with a request: where (`body.basket.items.0.quantity`) and what. */
export interface RequestProblem {
  path: string;
  problem: string;
}

/**
 * Parses one part of a request by the contract.
 * @throws ApiError bad_request with details `[{path, problem}]`
 */
export function validate(
  part: 'params' | 'query' | 'body',
  schema: z.ZodType | undefined,
  value: unknown,
): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details: RequestProblem[] = parsed.error.issues.map((issue) => ({
    path: [part, ...issue.path.map(String)].join('.'),
    problem: issue.message,
  }));
  throw new ApiError('bad_request', undefined, details);
}
