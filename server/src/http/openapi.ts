import { contract } from '@paifan/shared/contract/contract';
import type { Route, UploadKind } from '@paifan/shared/contract/route';
import { ERRORS, type ErrorCode } from '@paifan/shared/errors/errors';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';

export type OpenApiDocument = ReturnType<typeof createDocument>;

const errorCodes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];
const errorSchema = z
  .object({
    code: z.enum(errorCodes),
    message: z.string().describe('In Chinese, for the user.'),
    details: z.unknown().optional(),
  })
  .meta({ id: 'Error', description: 'What every failed request answers.' });

const idempotencyKeyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[0-9A-Za-z_-]{8,64}$/)
    .describe('Names this write: repeated with the same key and body, it answers the same and happens once.'),
});

const TAGS = [
  { name: 'Session', description: 'Signing in' },
  { name: 'Shop', description: 'What anybody may see' },
  { name: 'Orders', description: 'From quote to completion' },
  { name: 'Checkout', description: 'What comes before an order: cart, addresses, coupons' },
  { name: 'Coupons', description: 'Discount rules that members claim' },
  { name: 'Freight', description: 'What sending costs, and what a cashier takes off' },
  { name: 'AfterSale', description: 'Parcels, returns and refunds' },
  { name: 'Queue', description: "The member's place in the line, and what was paid by whom" },
  { name: 'Proof', description: 'The hash chains of the queues, and their daily seals' },
  { name: 'Draws', description: 'Draws that anybody can check, and exchanges' },
  { name: 'Me', description: 'Wallet, bill, messages, invitations' },
  { name: 'Console', description: "Signing in to the console, and the operator's own account" },
  { name: 'Operators', description: 'Who works in the console, and what they did' },
  { name: 'Members', description: 'Members, their levels, and the terms that they accept' },
  { name: 'Gifts', description: 'What points, love and vouchers are redeemed for' },
  { name: 'Settings', description: "Versions of the platform's settings" },
  { name: 'Queues', description: 'Lines, for operators: figures, pauses, merges, resets, wind-downs' },
  { name: 'Rules', description: 'Rules tried out, and lines explained' },
  { name: 'Reports', description: 'Is the line fed; rewards and dividends' },
  { name: 'LongJobs', description: 'Exports, reports and imports: asked for, followed, downloaded' },
  { name: 'Simulations', description: 'Months of trade played before settings are published' },
  { name: 'Uploads', description: 'Pictures that members, merchants and operators bring' },
  { name: 'Stores', description: 'Where to buy, and applying to sell here' },
  { name: 'Desk', description: "A merchant's or a supplier's desk" },
  { name: 'Catalogue', description: 'What is sold, for operators' },
  { name: 'Merchants', description: 'Merchants, stores and applications, for operators' },
  { name: 'BackOffice', description: 'Orders, after-sale, withdrawals and adjustments, for operators' },
  { name: 'Finance', description: 'The ledger, the reconciliation with WeChat Pay, checks of the books' },
  {
    name: 'System',
    description: 'Jobs, messages that failed, settlement that failed, the connection with WeChat',
  },
  { name: 'Payables', description: 'What merchants and suppliers are owed, and how they are paid' },
  { name: 'WeChat', description: 'Called by WeChat Pay' },
  { name: 'Demo', description: 'In demo mode only' },
];

/** The OpenAPI 3.1 document of the contract: the one source that the server and its clients are typed by, too. */
export function createOpenApi(): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const [key, route] of Object.entries<Route>(contract)) {
    const [method = '', path = ''] = key.split(' ');
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation(method, path, route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Paifan 排返',
      version: '1',
      description:
        'Amounts are whole fen, ratios exact decimal strings, instants ISO 8601, lists paged by cursor.',
    },
    servers: [{ url: '/' }],
    tags: TAGS,
    paths,
    components: {
      securitySchemes: {
        member: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The token of a session.',
        },
        operator: {
          type: 'http',
          scheme: 'bearer',
          description: "The token of an operator's session. The role must allow what `x-permission` names.",
        },
        staff: {
          type: 'http',
          scheme: 'bearer',
          description:
            "The token of a desk's session, or of a member who works there (`X-Merchant-Id` names one of several desks). " +
            'The role must allow what `x-permission` names.',
        },
        wechat: {
          type: 'apiKey',
          in: 'header',
          name: 'Wechatpay-Signature',
          description:
            'RSA signature over timestamp, nonce and body, with the key that Wechatpay-Serial names.',
        },
      },
    },
  });
}

function operation(method: string, path: string, route: Route): ZodOpenApiOperationObject {
  return {
    operationId: operationId(method, path),
    summary: route.summary,
    tags: [route.tag],
    ...(route.auth === 'public' ? {} : { security: [{ [route.auth]: [] }] }),
    ...(route.auth === 'operator' || route.auth === 'staff' ? { 'x-permission': route.permission } : {}),
    requestParams: {
      ...(route.params instanceof z.ZodObject ? { path: route.params } : {}),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
      ...(route.idempotent ? { header: idempotencyKeyHeader } : {}),
    },
    ...requestBody(route),
    responses: { ...answer(route), ...failures(route) },
  };
}

const UPLOAD_TYPES = {
  picture: ['image/png', 'image/jpeg', 'image/webp'],
  table: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
} as const satisfies Record<UploadKind, readonly string[]>;
const fileForm = z.object({ file: z.string().meta({ format: 'binary' }) });

function requestBody(route: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (route.body)
    return { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } };
  if (route.upload === undefined) return {};
  const alone = Object.fromEntries(UPLOAD_TYPES[route.upload].map((type) => [type, {}]));
  return {
    requestBody: { required: true, content: { 'multipart/form-data': { schema: fileForm }, ...alone } },
  };
}

/** `GET /api/orders/:no` → `getOrdersNo` */
function operationId(method: string, path: string): string {
  const words = path.split(/[^0-9A-Za-z]+/).filter((word) => word !== '' && word !== 'api');
  return method.toLowerCase() + words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('');
}

function answer(route: Route): ZodOpenApiResponsesObject {
  if (route.response === 'empty') return { '204': { description: 'Done' } };
  if (route.response === 'image/png') {
    return { '200': { description: 'A picture', content: { 'image/png': {} } } };
  }
  if (route.response === 'event-stream') {
    const content = { 'text/event-stream': { schema: route.event ?? z.unknown() } };
    return { '200': { description: 'Server-sent events, each with this as its data', content } };
  }
  if (route.response === 'file')
    return { '200': { description: 'A file', content: { 'application/octet-stream': {} } } };
  return { '200': { description: 'OK', content: { 'application/json': { schema: route.response } } } };
}

/** Every error that a route can answer: its own, and those that follow from how it is called. */
export function errorsOf(route: Route): ErrorCode[] {
  const general: ErrorCode[] = ['internal', 'unavailable'];
  if (route.params || route.query || route.body || route.upload) general.push('bad_request');
  if (route.body || route.upload) general.push('payload_too_large', 'unsupported_media_type');
  if (route.auth === 'member') general.push('unauthenticated', 'session_expired');
  if (route.auth === 'operator' || route.auth === 'staff')
    general.push('unauthenticated', 'session_expired', 'forbidden', 'password_change_needed');
  if (route.auth === 'public' && route.body) general.push('too_many_requests');
  if (route.idempotent) general.push('idempotency_key_missing', 'idempotency_key_reused');
  if (route.demo) general.push('not_found');
  return [...new Set([...(route.errors ?? []), ...general])];
}

function failures(route: Route): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  for (const code of errorsOf(route)) {
    const status = `${ERRORS[code].status}` as `4${string}`;
    const before = responses[status]?.description;
    responses[status] = {
      description: before === undefined ? code : `${before}, ${code}`,
      content: { 'application/json': { schema: errorSchema } },
    };
  }
  return responses;
}
