import type { KeyObject } from 'node:crypto';
import { platformMessage, SIGNATURE_TYPE, verifySha256Rsa } from './signing';

/** Keys of WeChat Pay by serial: certificate serials (upper-case hex) and PUB_KEY_ID_… (case sensitive). */
export type PlatformKeys = ReadonlyMap<string, KeyObject>;

/** Headers as Node or fetch give them; names in any case. */
export type HeaderBag = Readonly<Record<string, string | string[] | undefined>>;

export type SignatureRefusal =
  /** a header is missing, doubled or not in its form */
  | 'malformed'
  /** WeChat sends wrong signatures on purpose now and then, and repeats with a right one; no alarm */
  | 'probe'
  | 'unsupported-signature-type'
  /** the timestamp is 300 seconds or more away from now */
  | 'expired'
  /** signed with a key that is not configured; never a reason to fetch one */
  | 'unknown-serial'
  | 'bad-signature';

export type SignatureCheck =
  { ok: true; serial: string } | { ok: false; reason: SignatureRefusal; detail: string };

const PROBE_PREFIX = 'WECHATPAY/SIGNTEST/';
const WINDOW_MS = 300_000;

/**
 * Checks the signature of an answer or a notification of WeChat Pay. Pure: no network, no clock of its own.
 * @param rawBody the bytes as they came, never a parsed and rebuilt body
 */
export function checkPlatformSignature(
  headers: HeaderBag,
  rawBody: Uint8Array,
  keys: PlatformKeys,
  now: Date,
): SignatureCheck {
  const given = readSignatureHeaders(headers);
  if (!given.ok) return refuse('malformed', given.detail);
  const { signature, serial, timestamp, nonce, type } = given;

  if (signature.startsWith(PROBE_PREFIX)) return refuse('probe', 'a signature probe of WeChat Pay');
  if (type !== SIGNATURE_TYPE) return refuse('unsupported-signature-type', `the signature type is ${type}`);
  if (!/^[1-9]\d{0,11}$/.test(timestamp)) return refuse('malformed', 'the timestamp is not whole seconds');
  const ageMs = now.getTime() - Number(timestamp) * 1000;
  if (Math.abs(ageMs) >= WINDOW_MS) return refuse('expired', `signed ${Math.floor(ageMs / 1000)} s ago`);
  const key = keys.get(serial);
  if (!key) return refuse('unknown-serial', `no platform key is configured for serial ${serial}`);
  if (!verifySha256Rsa(platformMessage(timestamp, nonce, rawBody), signature, key)) {
    return refuse('bad-signature', `the signature does not match under serial ${serial}`);
  }
  return { ok: true, serial };
}

type SignatureHeaders =
  | { ok: true; signature: string; serial: string; timestamp: string; nonce: string; type: string }
  | { ok: false; detail: string };

function readSignatureHeaders(headers: HeaderBag): SignatureHeaders {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!key.startsWith('wechatpay-') || value === undefined) continue;
    if (typeof value !== 'string' || found.has(key))
      return { ok: false, detail: `header ${key} comes twice` };
    found.set(key, value);
  }
  const signature = found.get('wechatpay-signature');
  const serial = found.get('wechatpay-serial');
  const timestamp = found.get('wechatpay-timestamp');
  const nonce = found.get('wechatpay-nonce');
  if (!signature || !serial || !timestamp || !nonce) {
    return { ok: false, detail: 'a signature header is missing' };
  }
  const type = found.get('wechatpay-signature-type') ?? SIGNATURE_TYPE;
  return { ok: true, signature, serial, timestamp, nonce, type };
}

function refuse(reason: SignatureRefusal, detail: string): SignatureCheck {
  return { ok: false, reason, detail };
}
