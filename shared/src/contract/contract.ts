import type { z } from 'zod';
import { afterSaleRoutes } from './afterSale';
import { adminRoutes } from './admin';
import { adminSettingsRoutes } from './adminSettings';
import { orderRoutes } from './orders';
import { proofRoutes } from './proof';
import { queueRoutes } from './queue';
import type { Route } from './route';
import { sessionRoutes } from './session';
import { shopRoutes } from './shop';
import { walletRoutes } from './wallet';

/** Every route of the API. Clients import the types only, so that no schema code reaches the mini-program. */
export const contract = {
  ...sessionRoutes,
  ...shopRoutes,
  ...orderRoutes,
  ...queueRoutes,
  ...proofRoutes,
  ...adminRoutes,
  ...adminSettingsRoutes,
  ...afterSaleRoutes,
  ...walletRoutes,
};

export type Contract = typeof contract;
export type RouteKey = keyof Contract;

type Part<K extends RouteKey, Name extends keyof Route> = Contract[K] extends { [N in Name]: infer S }
  ? S
  : never;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler receives, parsed. */
export type ParamsOf<K extends RouteKey> = Out<Part<K, 'params'>>;
export type QueryOf<K extends RouteKey> = Out<Part<K, 'query'>>;
export type BodyOf<K extends RouteKey> = Out<Part<K, 'body'>>;
/** What a client sends. */
export type QueryInputOf<K extends RouteKey> = In<Part<K, 'query'>>;
export type BodyInputOf<K extends RouteKey> = In<Part<K, 'body'>>;
/** What a route answers: JSON, `Uint8Array` for a picture, `undefined` for 204. */
export type ResponseOf<K extends RouteKey> =
  Part<K, 'response'> extends 'image/png'
    ? Uint8Array
    : Part<K, 'response'> extends 'empty'
      ? undefined
      : Out<Part<K, 'response'>>;
