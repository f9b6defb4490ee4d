import { z } from 'zod';
import { openSealed } from './aead';
import {
  checkPlatformSignature,
  type HeaderBag,
  type PlatformKeys,
  type SignatureRefusal,
} from './platformSignature';
import { parseJson } from './readAnswer';
import { transferNoticeSchema, type WeChatTransfer } from './transferBills';
import {
  paidTransactionSchema,
  refundNoticeSchema,
  type PaidTransaction,
  type WeChatRefund,
} from './transactions';

/** What a notification of WeChat Pay says, verified, decrypted and parsed. */
export type WeChatNotification =
  | { kind: 'payment'; id: string; transaction: PaidTransaction }
  | { kind: 'refund'; id: string; mchid: string; refund: WeChatRefund }
  | { kind: 'transfer'; id: string; mchid: string; transfer: WeChatTransfer }
  /** genuine, of a kind that this shop has no use for: answer 200 */
  | { kind: 'other'; id: string; eventType: string; plaintext: unknown };

export type NotificationRefusal = SignatureRefusal | 'not-decryptable';

export type OpenedNotification =
  { ok: true; notification: WeChatNotification } | { ok: false; reason: NotificationRefusal; detail: string };

const envelopeSchema = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string(),
  resource_type: z.literal('encrypt-resource'),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    associated_data: z.string().nullish(),
    nonce: z.string(),
  }),
});
type Envelope = z.output<typeof envelopeSchema>;

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

/**
 * Opens a notification of WeChat Pay, or says why not. Pure: no network, and time and keys are handed in.
 * A refused one changes nothing and is answered with 4xx; WeChat Pay sends a genuine one again.
 * The fields are still to be compared with the shop's own order: `paymentMismatches`.
 * @param rawBody the bytes as they came; the signature covers these
 */
export function openNotification(
  headers: HeaderBag,
  rawBody: Uint8Array,
  keys: PlatformKeys,
  apiV3Key: string,
  now: Date,
): OpenedNotification {
  const signature = checkPlatformSignature(headers, rawBody, keys, now);
  if (!signature.ok) return signature;

  const envelope = envelopeSchema.safeParse(parseJson(rawBody).value);
  if (!envelope.success) return refuse('malformed', `the body: ${z.prettifyError(envelope.error)}`);
  const plaintext = decrypt(envelope.data, apiV3Key);
  if (!plaintext.ok) return refuse('not-decryptable', plaintext.detail);
  const content = parseJson(plaintext.bytes);
  if (!content.ok || content.value === undefined) return refuse('malformed', 'the plaintext is not JSON');
  return interpret(envelope.data, content.value);
}

type Plaintext = { ok: true; bytes: Buffer } | { ok: false; detail: string };

function decrypt({ resource }: Envelope, apiV3Key: string): Plaintext {
  const key = Buffer.from(apiV3Key);
  if (key.length !== KEY_BYTES) return { ok: false, detail: `the APIv3 key must have ${KEY_BYTES} bytes` };
  if (Buffer.byteLength(resource.nonce) !== NONCE_BYTES) {
    return { ok: false, detail: `the nonce must have ${NONCE_BYTES} bytes` };
  }
  try {
    const bytes = openSealed({ ...resource, associatedData: resource.associated_data ?? '' }, key);
    return bytes.length > 0
      ? { ok: true, bytes }
      : { ok: false, detail: 'the ciphertext holds nothing but a tag' };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function interpret(envelope: Envelope, plaintext: unknown): OpenedNotification {
  const { id, event_type: eventType } = envelope;
  if (eventType === 'TRANSACTION.SUCCESS') {
    const parsed = paidTransactionSchema.safeParse(plaintext);
    if (!parsed.success) return refuse('malformed', `the transaction: ${z.prettifyError(parsed.error)}`);
    return { ok: true, notification: { kind: 'payment', id, transaction: parsed.data } };
  }
  if (eventType.startsWith('REFUND.')) {
    const parsed = refundNoticeSchema.safeParse(plaintext);
    if (!parsed.success) return refuse('malformed', `the refund: ${z.prettifyError(parsed.error)}`);
    return { ok: true, notification: { kind: 'refund', id, ...parsed.data } };
  }
  if (eventType === 'MCHTRANSFER.BILL.FINISHED') {
    const parsed = transferNoticeSchema.safeParse(plaintext);
    if (!parsed.success) return refuse('malformed', `the transfer: ${z.prettifyError(parsed.error)}`);
    return { ok: true, notification: { kind: 'transfer', id, ...parsed.data } };
  }
  return { ok: true, notification: { kind: 'other', id, eventType, plaintext } };
}

function refuse(reason: NotificationRefusal, detail: string): OpenedNotification {
  return { ok: false, reason, detail };
}
