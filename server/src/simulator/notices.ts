import { randomBytes, randomUUID } from 'node:crypto';
import { seal } from '../gateways/wechat/aead';
import { rfc3339 } from '../gateways/wechat/beijingTime';
import { nowOf, type Box } from './box';
import { isNotificationFault, type TAMPERED_PARTS, type WRONG_FIELDS } from './misbehaviour';
import { newRequestId, probeSignature, signatureHeaders, signerOf } from './platformSigner';
import type { Notice } from './state';

/** Lets a notification be sent: at once, or later when told to be late. */
export function announce(box: Box, notice: Pick<Notice, 'kind' | 'about' | 'outTradeNo' | 'url'>): void {
  const late = box.misbehaviours.take(isNotificationFault(notice.outTradeNo, ['late']));
  const delayMs = late.reduce((sum, fault) => sum + fault.delayMs, 0);
  const id = randomUUID();
  box.state.notices.set(id, { id, ...notice, attempts: 0, dueAt: nowOf(box) + delayMs });
  box.changed();
}

export interface NoticeOptions {
  /** when it is signed; now unless told */
  at?: Date;
  tamper?: (typeof TAMPERED_PARTS)[number];
  wrong?: (typeof WRONG_FIELDS)[number];
  probe?: boolean;
  unknownSerial?: boolean;
}

/** A notification ready to be sent: the body is exactly the bytes that are signed. */
export interface SignedNotice {
  headers: Record<string, string>;
  body: Buffer;
}

export interface NoticeContent {
  id: string;
  eventType: string;
  summary: string;
  originalType: 'transaction' | 'refund' | 'mch_payment';
  /** before encryption */
  plaintext: Record<string, unknown>;
}

/** Encrypts and signs a notification afresh. */
export function signNotice(
  box: Pick<Box, 'keys' | 'mode' | 'clock'>,
  content: NoticeContent,
  options: NoticeOptions = {},
): SignedNotice {
  const at = options.at ?? box.clock.now();
  const plaintext = options.wrong ? makeWrong(content.plaintext, options.wrong) : content.plaintext;
  const sealed = seal(JSON.stringify(plaintext), Buffer.from(box.keys.apiV3Key), {
    nonce: randomBytes(6).toString('hex'),
    associatedData: content.originalType,
  });
  const envelope = {
    id: content.id,
    create_time: rfc3339(at),
    resource_type: 'encrypt-resource',
    event_type: content.eventType,
    summary: content.summary,
    resource: {
      original_type: content.originalType,
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: options.tamper === 'ciphertext' ? flipped(sealed.ciphertext) : sealed.ciphertext,
      associated_data: sealed.associatedData,
      nonce: sealed.nonce,
    },
  };
  const body = Buffer.from(JSON.stringify(envelope));
  const headers = {
    'Content-Type': 'application/json',
    'Request-ID': newRequestId(),
    ...signatureHeaders(signerOf(box), body, at),
  };
  return spoil({ headers, body }, options);
}

/** Changes what is signed already. */
function spoil({ headers, body }: SignedNotice, options: NoticeOptions): SignedNotice {
  const spoiled = { ...headers };
  if (options.probe) spoiled['Wechatpay-Signature'] = probeSignature();
  if (options.unknownSerial) spoiled['Wechatpay-Serial'] = randomBytes(20).toString('hex').toUpperCase();
  switch (options.tamper) {
    case 'signature':
      spoiled['Wechatpay-Signature'] = flipped(headers['Wechatpay-Signature'] ?? '');
      break;
    case 'timestamp':
      spoiled['Wechatpay-Timestamp'] = String(Number(headers['Wechatpay-Timestamp']) + 1);
      break;
    case 'nonce':
      spoiled['Wechatpay-Nonce'] = flipped(headers['Wechatpay-Nonce'] ?? '');
      break;
    case 'body':
      return {
        headers: spoiled,
        body: Buffer.from(body.toString().replace('"resource_type"', '"Resource_type"')),
      };
  }
  return { headers: spoiled, body };
}

/** The text with its first character changed to another one of base64 and hex. */
const flipped = (text: string): string => (text.startsWith('0') ? '1' : '0') + text.slice(1);

/** A rightly encrypted notification about something that was not ordered. */
function makeWrong(
  plaintext: Record<string, unknown>,
  field: (typeof WRONG_FIELDS)[number],
): Record<string, unknown> {
  if ('out_bill_no' in plaintext) return { ...plaintext, ...wrongTransfer(plaintext, field) };
  const amount = plaintext.amount as { total: number; currency?: string };
  switch (field) {
    case 'appid':
      return { ...plaintext, appid: 'wx0000000000000000' };
    case 'mchid':
      return { ...plaintext, mchid: '1900000000' };
    case 'outTradeNo':
      return { ...plaintext, out_trade_no: 'NOSUCHORDER0000' };
    case 'totalFen':
      return { ...plaintext, amount: { ...amount, total: amount.total + 1 } };
    case 'currency':
      return { ...plaintext, amount: { ...amount, currency: 'USD' } };
    case 'tradeState':
      return { ...plaintext, trade_state: 'NOTPAY' };
  }
}

/** The fields of a transfer; it tells neither app nor currency. */
function wrongTransfer(
  { transfer_amount: amount }: Record<string, unknown>,
  field: (typeof WRONG_FIELDS)[number],
): Record<string, unknown> {
  if (field === 'mchid') return { mch_id: '1900000000' };
  if (field === 'outTradeNo') return { out_bill_no: 'NOSUCHBILL0000' };
  if (field === 'tradeState') return { state: 'PROCESSING' };
  if (field === 'totalFen') return { transfer_amount: Number(amount) + 1 };
  return { openid: 'oSomebodyElse' };
}
