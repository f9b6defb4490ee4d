/**
 * What came of a call to WeChat. `refused` is WeChat's own definite no. `unknown` means that nobody knows whether
 * it happened: ask again (a query, or the same call with the same number), never treat it as failed.
 */
export type Outcome<T> = Ok<T> | Refused | Unknown;

export interface Ok<T> {
  kind: 'ok';
  value: T;
}

export interface Refused {
  kind: 'refused';
  /** WeChat's code: a word for WeChat Pay (`ORDER_PAID`), a number as text for the mini-program API (`40029`) */
  code: string;
  message: string;
  status: number;
  requestId?: string;
}

export interface Unknown {
  kind: 'unknown';
  reason:
    | 'timeout'
    | 'network'
    /** HTTP 5xx or 429, or the mini-program API is busy */
    | 'busy'
    /** the answer carries no right signature, such as a signature probe */
    | 'unverified'
    /** the answer is signed but not what the documentation says */
    | 'malformed';
  detail: string;
  /** WeChat's code when the answer carried one */
  code?: string;
  requestId?: string;
}

export const ok = <T>(value: T): Ok<T> => ({ kind: 'ok', value });

/** Maps the value of an `ok`; everything else passes as it is. */
export function mapOutcome<A, B>(outcome: Outcome<A>, map: (value: A) => B): Outcome<B> {
  return outcome.kind === 'ok' ? ok(map(outcome.value)) : outcome;
}
