import type { ErrorBody, ErrorCode } from '../errors/errors';

const NETWORK_MESSAGE = '网络不太通畅，请稍后再试';
const UNREADABLE_MESSAGE = '服务器的回答无法读取，请稍后再试';

/** A request that did not succeed. `message` is what the member reads. */
export class Failure extends Error {
  override readonly name = 'Failure';

  /** @param code the API's own code, or why there is none: `network` (no answer) or `unreadable` (not the API's). */
  constructor(
    readonly code: ErrorCode | 'network' | 'unreadable',
    readonly status: number,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
  }

  /**
   * True when the server has surely decided. Without an answer, or with one that says «later», the request may
   * have been carried out: it must be repeated under the same Idempotency-Key.
   */
  get definite(): boolean {
    return this.status >= 400 && this.status < 500 && ![401, 408, 425, 429].includes(this.status);
  }
}

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' &&
  body !== null &&
  'code' in body &&
  typeof body.code === 'string' &&
  'message' in body &&
  typeof body.message === 'string';

export const networkFailure = (): Failure => new Failure('network', 0, NETWORK_MESSAGE);

/** Reads the body of an answer outside 2xx. Where a picture was asked for, its refusal comes as bytes: the status speaks. */
export function failureOf(status: number, body: unknown): Failure {
  if (isErrorBody(body)) return new Failure(body.code, status, body.message, body.details);
  return new Failure(status === 401 ? 'unauthenticated' : 'unreadable', status, UNREADABLE_MESSAGE);
}

/** The sentence for the member, whatever was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Failure ? thrown.message : '出了点问题，请稍后再试';
