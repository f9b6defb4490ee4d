import type { z } from 'zod';
import type { ErrorCode } from '../errors/errors';

/** Who may call a route: anybody, a signed-in member, or WeChat itself (a signed notification). */
export type RouteAuth = 'public' | 'member' | 'wechat';

/** One route: the single source for the server's validation, the clients' types and the OpenAPI document. */
export interface Route {
  summary: string;
  tag: string;
  auth: RouteAuth;
  /** Path parameters, named as in the path (`:no`). */
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The JSON answer; `image/png` for a picture; `empty` for 204. */
  response: z.ZodType | 'image/png' | 'empty';
  /** A write that a client may repeat: the request carries an `Idempotency-Key` header. */
  idempotent?: true;
  /** Available in demo mode only; 404 otherwise. */
  demo?: true;
  /** The errors a caller should expect beyond the general ones. */
  errors?: readonly ErrorCode[];
}

/** Keys read `METHOD /path/:param`. Keeps literal types for inference. */
export type RouteTable = Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Route>;

export const routes = <const T extends RouteTable>(table: T): T => table;
