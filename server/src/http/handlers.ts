import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type {
  BodyOf,
  Contract,
  EventOf,
  ParamsOf,
  QueryOf,
  ResponseOf,
  RouteKey,
} from '@paifan/shared/contract/contract';
import type { UploadKind } from '@paifan/shared/contract/route';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { UploadedFile } from './middleware/readUpload';
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
  /** What was uploaded, whatever it is: nothing but its size was looked at. */
  file: Contract[K] extends { upload: UploadKind } ? UploadedFile : undefined;
  /** The client's name for this very write. */
  idempotencyKey: IsIdempotent<K> extends true ? string : undefined;
  /** Of an event stream: how the client listens. */
  listening: Contract[K] extends { response: 'event-stream' } ? Listening : undefined;
  /** A notification as it came: its signature covers these bytes. */
  notification: Auth<K> extends 'wechat' ? { headers: IncomingHttpHeaders; rawBody: Buffer } : undefined;
}

/** A download: what is in it, its type, and the name it is saved under. */
export interface FileAnswer {
  readonly content: Readable | Buffer;
  readonly type: string;
  readonly name: string;
}

/** How a client listens to an event stream. */
export interface Listening {
  /** The last event that it has seen; null: none. */
  readonly lastEventId: string | null;
  /** Aborted when it goes away, or when the server stops: the stream ends then. */
  readonly signal: AbortSignal;
}

/** One event of a stream; its id comes back in `Last-Event-ID` when the client's connection breaks. `null`: only a sign of life. */
export type StreamEvent<Data> = { readonly id: string; readonly data: Data } | null;

type AnswerOf<K extends RouteKey> = Contract[K] extends { response: 'file' }
  ? FileAnswer
  : Contract[K] extends { response: 'event-stream' }
    ? AsyncIterable<StreamEvent<EventOf<K>>>
    : ResponseOf<K>;

/** Answers a route, or throws an `ApiError`. */
export type Handler<K extends RouteKey> = (request: RouteRequest<K>) => Promise<AnswerOf<K>>;

/** A handler for every route of the contract and for nothing else: a missing or an extra one does not compile. */
export type Handlers = { readonly [K in RouteKey]: Handler<K> };

/** The handlers of one group of routes. */
export type HandlersOf<Group extends object> = Pick<Handlers, Extract<keyof Group, RouteKey>>;
