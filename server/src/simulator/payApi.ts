import { randomBytes } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import rawBody from 'raw-body';
import { z } from 'zod';
import { seal } from '../gateways/wechat/aead';
import { rfc3339 } from '../gateways/wechat/beijingTime';
import { announceBill, billFile } from './bills';
import { nowOf, WeChatPayError, type Box } from './box';
import { faultOf, takeApiFaults, withholdAnswer } from './faults';
import type { ApiFault } from './misbehaviour';
import { closeOrder, findOrder, parseParams, prepay, requireOrder, transactionBody } from './orders';
import { newRequestId, probeSignature, signatureHeaders, signerOf } from './platformSigner';
import { createRefund, refundBody, requireRefund } from './refunds';
import { cancelTransfer, createTransfer, queriedTransferBody, requireTransfer } from './transfers';
import { checkRequestSignature } from './requestSignature';

/** What an endpoint answers; 204 when there is no body. */
interface Reply {
  status: number;
  body?: unknown;
}

type Endpoint = (request: {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** Wechatpay-Serial: the key that parts of the body are encrypted with. */
  serial: string;
  /** Where the simulator was asked. */
  origin: string;
}) => unknown;

/** WeChat Pay's own interfaces, `/v3/…`: the merchant's signature is checked, the answer is signed. */
export function payApi(box: Box): Router {
  const router = new Router();
  const route = (method: 'get' | 'post', path: string, endpoint: Endpoint) =>
    router[method](path, (ctx) => answer(box, ctx, ctx.params, endpoint));

  route('post', '/v3/pay/transactions/jsapi', ({ body }) => prepay(box, body));
  route('get', '/v3/pay/transactions/out-trade-no/:outTradeNo', ({ params, query }) => {
    checkMchid(box, query.get('mchid'));
    return transactionBody(box, requireOrder(box, params.outTradeNo ?? ''));
  });
  route('get', '/v3/pay/transactions/id/:transactionId', ({ params, query }) => {
    checkMchid(box, query.get('mchid'));
    return transactionBody(box, orderOfTransaction(box, params.transactionId ?? ''));
  });
  route('post', '/v3/pay/transactions/out-trade-no/:outTradeNo/close', ({ params, body }) => {
    checkMchid(box, parseParams(z.strictObject({ mchid: z.string() }), body).mchid);
    closeOrder(box, params.outTradeNo ?? '');
    return undefined;
  });
  route('post', '/v3/refund/domestic/refunds', ({ body }) => createRefund(box, body));
  route('get', '/v3/refund/domestic/refunds/:outRefundNo', ({ params }) =>
    refundBody(box, requireRefund(box, params.outRefundNo ?? '')),
  );
  const bills = '/v3/fund-app/mch-transfer/transfer-bills';
  route('post', bills, ({ body, serial }) => createTransfer(box, body, serial));
  route('get', `${bills}/out-bill-no/:outBillNo`, ({ params }) =>
    queriedTransferBody(box, requireTransfer(box, params.outBillNo ?? '')),
  );
  route('post', `${bills}/out-bill-no/:outBillNo/cancel`, ({ params }) =>
    cancelTransfer(box, params.outBillNo ?? ''),
  );
  route('get', '/v3/bill/tradebill', ({ query, origin }) => announceBill(box, query, origin));
  // A file comes as it is: its answer carries no signature.
  router.get('/v3/billdownload/file', (ctx) => sendBill(box, ctx));
  route('get', '/v3/certificates', () => certificates(box));
  router.all('/v3/{*path}', (ctx) =>
    answer(box, ctx, {}, () => {
      throw new WeChatPayError(404, 'RESOURCE_NOT_EXISTS', '请求的资源不存在');
    }),
  );
  return router;
}

async function answer(
  box: Box,
  ctx: Context,
  params: Record<string, string>,
  endpoint: Endpoint,
): Promise<void> {
  const raw = await rawBody(ctx.req, { limit: '1mb' });
  const faults = takeApiFaults(box, ctx.path);
  const carryOut = () => reply(box, ctx, raw, params, endpoint);
  if (await withholdAnswer(ctx, faults, carryOut)) return;
  const error = faultOf(faults, 'error');
  const { status, body } = error
    ? { status: error.status, body: { code: error.code, message: error.message } }
    : carryOut();
  write(box, ctx, { status, body }, faults);
}

function reply(
  box: Box,
  ctx: Context,
  raw: Buffer,
  params: Record<string, string>,
  endpoint: Endpoint,
): Reply {
  try {
    checkHeaders(ctx, raw);
    checkRequestSignature(box, {
      method: ctx.method,
      pathAndQuery: ctx.originalUrl,
      authorization: ctx.get('Authorization') || undefined,
      rawBody: raw,
    });
    const query = new URLSearchParams(ctx.querystring);
    const body = endpoint({
      params,
      query,
      body: parseBody(raw),
      serial: ctx.get('Wechatpay-Serial'),
      origin: `${ctx.protocol}://${ctx.host}`,
    });
    return { status: body === undefined ? 204 : 200, body };
  } catch (error) {
    if (error instanceof WeChatPayError) {
      return { status: error.status, body: { code: error.code, message: error.message } };
    }
    box.logger.error({ err: error, path: ctx.path }, 'the simulator failed');
    return { status: 500, body: { code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' } };
  }
}

function sendBill(box: Box, ctx: Context): void {
  try {
    checkRequestSignature(box, {
      method: ctx.method,
      pathAndQuery: ctx.originalUrl,
      authorization: ctx.get('Authorization') || undefined,
      rawBody: Buffer.alloc(0),
    });
    ctx.body = billFile(box, new URLSearchParams(ctx.querystring).get('token'));
    ctx.type = 'application/x-gzip';
  } catch (error) {
    if (!(error instanceof WeChatPayError)) throw error;
    ctx.status = error.status;
    ctx.body = { code: error.code, message: error.message };
  }
}

/** Writes an answer signed as WeChat Pay signs it, or as wrongly as the faults say. */
function write(box: Box, ctx: Context, { status, body }: Reply, faults: readonly ApiFault[]): void {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  const expired = faultOf(faults, 'expired');
  const at = new Date(nowOf(box) - (expired?.seconds ?? 0) * 1000);
  const headers = signatureHeaders(signerOf(box, ctx.get('Wechatpay-Serial')), bytes, at);
  if (faultOf(faults, 'probe')) headers['Wechatpay-Signature'] = probeSignature();

  ctx.status = status;
  ctx.set('Request-ID', newRequestId());
  if (!faultOf(faults, 'unsigned')) ctx.set(headers);
  if (body === undefined) return;
  ctx.type = 'application/json; charset=utf-8';
  // JSON may be followed by white space, so only the signature can tell that the bytes were changed.
  ctx.body = faultOf(faults, 'tamper') ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes;
}

function checkHeaders(ctx: Context, raw: Buffer): void {
  if (!ctx.get('User-Agent')) throw new WeChatPayError(400, 'PARAM_ERROR', 'Http头缺少User-Agent');
  if (!ctx.accepts('json'))
    throw new WeChatPayError(400, 'PARAM_ERROR', 'Http头Accept不支持，请使用application/json');
  if (raw.length > 0 && !ctx.is('json')) {
    throw new WeChatPayError(400, 'PARAM_ERROR', 'Http头Content-Type不支持，请使用application/json');
  }
}

function parseBody(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw new WeChatPayError(400, 'PARAM_ERROR', '请求体不是合法的JSON');
  }
}

function checkMchid(box: Box, mchid: string | null): void {
  if (mchid !== box.keys.mchid) throw new WeChatPayError(400, 'PARAM_ERROR', 'mchid 与签名的商户号不一致');
}

function orderOfTransaction(box: Box, transactionId: string) {
  for (const order of box.state.orders.values()) {
    if (order.transactionId === transactionId) return findOrder(box, order.outTradeNo) ?? order;
  }
  throw new WeChatPayError(404, 'ORDER_NOT_EXIST', '订单不存在');
}

function certificates(box: Box): unknown {
  if (box.mode === 'publicKey') {
    const message = '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥';
    throw new WeChatPayError(404, 'RESOURCE_NOT_EXISTS', message);
  }
  const { serial, certificatePem } = box.keys.platform;
  const { nonce, associatedData, ciphertext } = seal(certificatePem, Buffer.from(box.keys.apiV3Key), {
    nonce: randomBytes(6).toString('hex'),
    associatedData: 'certificate',
  });
  const dayMs = 24 * 3_600_000;
  return {
    data: [
      {
        serial_no: serial,
        effective_time: rfc3339(new Date(nowOf(box) - dayMs)),
        expire_time: rfc3339(new Date(nowOf(box) + 5 * 365 * dayMs)),
        encrypt_certificate: {
          algorithm: 'AEAD_AES_256_GCM',
          nonce,
          associated_data: associatedData,
          ciphertext,
        },
      },
    ],
  };
}
