import { createPrivateKey, createSign, createVerify, type KeyObject } from 'node:crypto';

/** The only signature scheme in use here: SHA-256 with RSA PKCS#1 v1.5, base64. */
export const SIGNATURE_TYPE = 'WECHATPAY2-SHA256-RSA2048';

export interface RequestToSign {
  method: string;
  /** Exactly as on the wire: path and query, without the host. */
  pathAndQuery: string;
  /** Seconds since 1970, as sent. */
  timestamp: string;
  nonce: string;
  /** As sent; an empty string when there is no body. */
  body: string;
}

/** What a merchant signs to make a request: five lines, each ended by a line feed, an empty body too. */
export function requestMessage(request: RequestToSign): string {
  return lines(request.method, request.pathAndQuery, request.timestamp, request.nonce, request.body);
}

/** What a merchant signs so that the mini-program may open the payment sheet (paySign). */
export function paymentMessage(params: {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
}): string {
  return lines(params.appId, params.timeStamp, params.nonceStr, params.package);
}

/** What WeChat Pay signs in answers and notifications; the body is the bytes as they came. */
export function platformMessage(timestamp: string, nonce: string, rawBody: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), rawBody, Buffer.from('\n')]);
}

/** @returns the signature in base64 */
export function signSha256Rsa(message: string | Uint8Array, privateKey: KeyObject | string): string {
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  return createSign('RSA-SHA256').update(message).sign(key, 'base64');
}

/** False for anything but the one canonical base64 text of a right signature. Never throws on bad input. */
export function verifySha256Rsa(
  message: string | Uint8Array,
  signature: string,
  publicKey: KeyObject,
): boolean {
  const bytes = decodeBase64(signature);
  return bytes !== undefined && createVerify('RSA-SHA256').update(message).verify(publicKey, bytes);
}

/** Decodes canonical base64; undefined for an empty text and for every other spelling (Node ignores bad characters). */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

/** Seconds since 1970 as WeChat wants them. */
export const unixSeconds = (date: Date): string => String(Math.floor(date.getTime() / 1000));

function lines(...parts: string[]): string {
  return parts.map((part) => `${part}\n`).join('');
}
