import { createPrivateKey, randomBytes, type KeyObject } from 'node:crypto';
import { platformMessage, SIGNATURE_TYPE, signSha256Rsa, unixSeconds } from '../gateways/wechat/signing';
import type { Box } from './box';

export interface PlatformSigner {
  serial: string;
  privateKey: KeyObject;
}

/**
 * The key that WeChat Pay signs with. A merchant in certificate mode that is on its way to the public key names the
 * public key in its request and gets answers signed with it.
 */
export function signerOf(box: Pick<Box, 'keys' | 'mode'>, requestedSerial?: string): PlatformSigner {
  const { platform, publicKey } = box.keys;
  if (box.mode === 'publicKey' || requestedSerial === publicKey.id) {
    return { serial: publicKey.id, privateKey: createPrivateKey(publicKey.privateKeyPem) };
  }
  return { serial: platform.serial, privateKey: createPrivateKey(platform.privateKeyPem) };
}

/** The signature headers of an answer or a notification. */
export function signatureHeaders(
  signer: PlatformSigner,
  rawBody: Uint8Array,
  at: Date,
): Record<string, string> {
  const timestamp = unixSeconds(at);
  const nonce = randomBytes(16).toString('hex');
  return {
    'Wechatpay-Serial': signer.serial,
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': signSha256Rsa(platformMessage(timestamp, nonce, rawBody), signer.privateKey),
    'Wechatpay-Signature-Type': SIGNATURE_TYPE,
  };
}

/** A signature as WeChat Pay sends it to find merchants who do not verify. */
export const probeSignature = (): string => `WECHATPAY/SIGNTEST/${randomBytes(256).toString('base64')}`;

/** The Request-ID header: letters and digits, with a number at its end. */
export const newRequestId = (): string => `08${randomBytes(12).toString('hex').toUpperCase()}-0`;
