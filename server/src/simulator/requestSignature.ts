import { requestMessage, SIGNATURE_TYPE, verifySha256Rsa } from '../gateways/wechat/signing';
import { nowOf, WeChatPayError, type Box } from './box';

const WINDOW_S = 300;

type Field = 'mchid' | 'serial_no' | 'nonce_str' | 'timestamp' | 'signature';

export interface SignedRequest {
  method: string;
  /** as on the wire: path and query */
  pathAndQuery: string;
  authorization: string | undefined;
  rawBody: Buffer;
}

/** Checks a merchant's signature as WeChat Pay does. @throws WeChatPayError 401 SIGN_ERROR */
export function checkRequestSignature(box: Box, request: SignedRequest): void {
  const fields = readAuthorization(request.authorization ?? '');
  const { merchant, mchid } = box.keys;
  if (fields.mchid !== mchid) throw signError('商户号不存在');
  if (fields.serial_no.toUpperCase() !== merchant.serial) throw signError('商户证书序列号有误');
  const ageSeconds = nowOf(box) / 1000 - Number(fields.timestamp);
  if (!(Math.abs(ageSeconds) < WINDOW_S))
    throw signError('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟');
  const message = requestMessage({
    method: request.method,
    pathAndQuery: request.pathAndQuery,
    timestamp: fields.timestamp,
    nonce: fields.nonce_str,
    body: request.rawBody.toString(),
  });
  if (!verifySha256Rsa(message, fields.signature, box.merchantKey)) throw signError('签名错误，请检查后再试');
}

/** The five fields come in any order. */
function readAuthorization(header: string): Record<Field, string> {
  const [, type, rest] = /^(\S+)\s+(.+)$/.exec(header) ?? [];
  if (type !== SIGNATURE_TYPE || rest === undefined) {
    throw signError('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》');
  }
  const found = new Map(
    Array.from(rest.matchAll(/([a-z_]+)="([^"]*)"/g), ([, name, value]) => [name, value]),
  );
  const read = (field: Field): string => {
    const value = found.get(field);
    if (!value) throw signError(`Http头Authorization缺少${field}`);
    return value;
  };
  return {
    mchid: read('mchid'),
    serial_no: read('serial_no'),
    nonce_str: read('nonce_str'),
    timestamp: read('timestamp'),
    signature: read('signature'),
  };
}

const signError = (message: string) => new WeChatPayError(401, 'SIGN_ERROR', message);
