import { randomUUID } from 'node:crypto';
import {
  contract,
  type BodyInputOf,
  type ParamsOf,
  type ResponseOf,
  type RouteKey,
} from '@paifan/shared/contract/contract';
import type { ErrorBody } from '@paifan/shared/errors/errors';

export interface Call<K extends RouteKey> {
  params?: ParamsOf<K>;
  query?: Record<string, string>;
  body?: BodyInputOf<K>;
  headers?: Record<string, string>;
  /** Uploaded, as a form. */
  file?: Buffer;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** What anything but a 2xx is, for tests that expect a success. */
export class UnexpectedAnswer extends Error {
  constructor(key: RouteKey, { status, body }: Answer<unknown>) {
    super(`${key} answered ${status}: ${JSON.stringify(body)}`);
  }
}

/** A client of the shop's API, signed in or not, typed by the contract. */
export interface Client {
  /** Whatever is answered. */
  send<K extends RouteKey>(key: K, call?: Call<K>): Promise<Answer<ResponseOf<K> | ErrorBody>>;
  /** The body of a success. @throws UnexpectedAnswer */
  call<K extends RouteKey>(key: K, call?: Call<K>): Promise<ResponseOf<K>>;
  /** Status and code of a failure. @throws Error when it succeeds */
  fail<K extends RouteKey>(
    key: K,
    call?: Call<K>,
  ): Promise<{ status: number; code: string; details?: unknown }>;
}

export function createClient(url: string, token?: string): Client {
  async function send<K extends RouteKey>(
    key: K,
    call: Call<K> = {},
  ): Promise<Answer<ResponseOf<K> | ErrorBody>> {
    const [method, template = ''] = key.split(' ');
    const params: Record<string, unknown> = Object.assign({}, call.params);
    const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
    const search = call.query ? `?${new URLSearchParams(call.query)}` : '';
    const response = await fetch(`${url}${path}${search}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        // Every test's request is a new one unless it says otherwise.
        ...('idempotent' in contract[key] ? { 'Idempotency-Key': randomUUID() } : {}),
        ...call.headers,
      },
      body: call.file ? formOf(call.file) : call.body === undefined ? undefined : JSON.stringify(call.body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await read(response)) as ResponseOf<K> | ErrorBody,
    };
  }
  return {
    send,
    async call(key, call) {
      const answer = await send(key, call);
      if (answer.status < 200 || answer.status > 299) throw new UnexpectedAnswer(key, answer);
      return answer.body as ResponseOf<typeof key>;
    },
    async fail(key, call) {
      const { status, body } = await send(key, call);
      if (status < 400) throw new Error(`${key} answered ${status}, a failure was expected`);
      const { code, details } = body as ErrorBody;
      return { status, code, ...(details === undefined ? {} : { details }) };
    },
  };
}

function formOf(file: Buffer): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)]), 'file');
  return form;
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') ? response.json() : new Uint8Array(await response.arrayBuffer());
}
