import { constants, publicEncrypt } from 'node:crypto';
import type { PlatformKeys } from './platformSignature';

/** A text that WeChat Pay alone can read. */
export interface SealedText {
  /** Of the platform key; goes into the header Wechatpay-Serial. */
  readonly serial: string;
  /** RSA-OAEP (SHA-1, as WeChat Pay wants it), base64. */
  readonly ciphertext: string;
}

/**
 * Encrypts a sensitive field of a request (敏感信息加密), such as a payee's name. Every call gives another ciphertext.
 * @param publicKeyId preferred: with public-key mode, WeChat Pay asks for this key; else the certificate that was learnt last
 * @throws Error when no key of WeChat Pay is known yet
 */
export function sealForWeChat(text: string, keys: PlatformKeys, publicKeyId: string | undefined): SealedText {
  const serial = publicKeyId ?? [...keys.keys()].at(-1);
  const key = serial === undefined ? undefined : keys.get(serial);
  if (serial === undefined || !key) throw new Error('no key of WeChat Pay is known to encrypt with');
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const sealed = publicEncrypt({ key, padding, oaepHash: 'sha1' }, Buffer.from(text, 'utf8'));
  return { serial, ciphertext: sealed.toString('base64') };
}
