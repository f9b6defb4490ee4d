import type { IncomingHttpHeaders } from 'node:http';
import type {
  BodyOf,
  Contract,
  ParamsOf,
  QueryOf,
  ResponseOf,
  RouteKey,
} from '@paifan/shared/contract/contract';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { Staff } from '../usecases/staff/findStaff';
import type { Operator } from '../usecases/operators/sessions';

type Auth<K extends RouteKey> = Contract[K]['auth'];
type IsIdempotent<K extends RouteKey> = Contract[K] extends { idempotent: true } ? true : false;

/** A request that was checked against the contract: what is absent from a route's contract is `undefined` here. */
export interface RouteRequest<K extends RouteKey> {
  params: ParamsOf<K>;
  query: QueryOf<K>;
  body: BodyOf<K>;
  /** The signed-in member; on public routes only if a valid token came along. */
  memberId: Auth<K> extends 'member' ? MemberId : Auth<K> extends 'public' ? MemberId | null : null;
  /** The signed-in operator, who may do it. */
  operator: Auth<K> extends 'operator' ? Operator : undefined;
  /** Who at which merchant's desk asks, who may do it. */
  staff: Auth<K> extends 'staff' ? Staff : undefined;
  /** The client's name for this very write. */
  idempotencyKey: IsIdempotent<K> extends true ? string : undefined;
  /** A notification as it came: its signature covers these bytes. */
  notification: Auth<K> extends 'wechat' ? { headers: IncomingHttpHeaders; rawBody: Buffer } : undefined;
}

/** Answers a route, or throws an `ApiError`. */
export type Handler<K extends RouteKey> = (request: RouteRequest<K>) => Promise<ResponseOf<K>>;

/** A handler for every route of the contract and for nothing else: a missing or an extra one does not compile. */
export type Handlers = { readonly [K in RouteKey]: Handler<K> };

/** The handlers of one group of routes. */
export type HandlersOf<Group extends object> = Pick<Handlers, Extract<keyof Group, RouteKey>>;
