import {
  contract,
  type BodyInputOf,
  type ParamsOf,
  type ResponseOf,
  type RouteKey,
} from '@paifan/shared/contract/contract';
import type { Route } from '@paifan/shared/contract/route';
import { z } from 'zod';

export interface Call<K extends RouteKey> {
  params?: ParamsOf<K>;
  query?: Record<string, string>;
  body?: BodyInputOf<K>;
  token?: string;
  idempotencyKey?: string;
}

/** A client of the shop's own API, typed and checked by the contract. */
export type ApiClient = <K extends RouteKey>(route: K, call?: Call<K>) => Promise<ResponseOf<K>>;

/** What the server answered instead of a success. */
export class ApiRefusal extends Error {
  constructor(
    route: string,
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(`${route} answered ${status} ${code}: ${message}`);
    this.name = 'ApiRefusal';
  }
}

const errorBodySchema = z.object({ code: z.string(), message: z.string() });

/** @returns a client that throws ApiRefusal for any answer but a 2xx, and ZodError when an answer breaks the contract. */
export function createApiClient(baseUrl: string): ApiClient {
  return async (route, { params, query, body, token, idempotencyKey } = {}) => {
    const [method, template = ''] = route.split(' ');
    const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(valueOf(params, name)));
    const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
    const answer = await fetch(`${baseUrl}${path}${search}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) {
      const said = errorBodySchema.safeParse(await answer.json().catch(() => null));
      const { code, message } = said.success ? said.data : { code: 'unknown', message: answer.statusText };
      throw new ApiRefusal(route, answer.status, code, message);
    }
    return (await read(contract[route], answer)) as ResponseOf<typeof route>;
  };
}

async function read({ response }: Route, answer: Response): Promise<unknown> {
  if (response === 'empty') return undefined;
  if (response === 'image/png' || response === 'file' || response === 'event-stream') return new Uint8Array(await answer.arrayBuffer());
  return response.parse(await answer.json());
}

function valueOf(params: unknown, name: string): string {
  const value: unknown =
    typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  if (typeof value !== 'string') throw new TypeError(`the path needs the parameter ${name}`);
  return value;
}
