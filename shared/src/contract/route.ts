import type { z } from 'zod';
import type { ErrorCode } from '../errors/errors';
import type { StaffPermission } from '../merchants/permissions';
import type { Permission } from '../operators/permissions';

/**
 * Who may call a route: anybody, a signed-in member, somebody at a merchant's desk or an operator who has the permission, or
 * WeChat itself (a signed notification).
 */
export type RouteAuth = 'public' | 'member' | 'staff' | 'operator' | 'wechat';

/** A route of the console or of a desk names the permission it needs, and no other route has one. */
type Access =
  | { auth: 'operator'; permission: Permission }
  | { auth: 'staff'; permission: StaffPermission }
  | { auth: Exclude<RouteAuth, 'operator' | 'staff'>; permission?: never };

/** What may be uploaded: a picture (PNG, JPEG, WebP), or a table (CSV, XLSX). What it is, is judged by what is in it. */
export type UploadKind = 'picture' | 'table';

/** One route: the single source for the server's validation, the clients' types and the OpenAPI document. */
export type Route = Access & RouteParts;

interface RouteParts {
  summary: string;
  tag: string;
  /** Path parameters, named as in the path (`:no`). */
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The body is a file: multipart/form-data with a part `file`, or its bytes alone. */
  upload?: UploadKind;
  /** The JSON answer; `image/png` for a picture; `file` for a download; `event-stream` for server-sent events; `empty` for 204. */
  response: z.ZodType | 'image/png' | 'file' | 'event-stream' | 'empty';
  /** Of an event stream: what each event says, as JSON. */
  event?: z.ZodType;
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
