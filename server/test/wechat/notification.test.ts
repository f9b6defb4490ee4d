import { randomBytes } from 'node:crypto';
import WxPay from 'wechatpay-node-v3';
import fc from 'fast-check';
import { fen } from '@paifan/shared/money/fen';
import { seal } from '../../src/gateways/wechat/aead';
import { openNotification, type NotificationRefusal } from '../../src/gateways/wechat/openNotification';
import { configuredKeys } from '../../src/gateways/wechat/platformKeys';
import type { HeaderBag, PlatformKeys } from '../../src/gateways/wechat/platformSignature';
import { platformMessage, signSha256Rsa } from '../../src/gateways/wechat/signing';
import { signatureHeaders, signerOf } from '../../src/simulator/platformSigner';
import { openBox, payFor, valueOf, type TestBox } from './box';

let box: TestBox;
beforeAll(async () => {
  box = await openBox('certificate');
  await payFor(box, { attach: 'settings 7' });
});
afterAll(() => box.close());

const notice = (options?: Parameters<TestBox['simulator']['notificationFor']>[1]) =>
  box.simulator.notificationFor('ORDER00000001', options);

/** A notification whose body a test makes itself, rightly signed. */
function signed(body: string | Buffer): { headers: Record<string, string>; body: Buffer } {
  const bytes = Buffer.from(body);
  return { headers: signatureHeaders(signerOf(box.simulator.box), bytes, box.clock.now()), body: bytes };
}

interface Spoiler {
  /** changes the body before it is signed */
  envelope?: (envelope: Record<string, unknown>) => unknown;
  resource?: (resource: Record<string, unknown>) => Record<string, unknown>;
  /** changes what is encrypted */
  plaintext?: string;
  eventType?: string;
}

function signedEnvelope(spoiler: Spoiler): { headers: Record<string, string>; body: Buffer } {
  const envelope = JSON.parse(notice().body.toString()) as Record<string, unknown> & {
    resource: Record<string, unknown>;
  };
  if (spoiler.plaintext !== undefined) {
    const nonce = randomBytes(6).toString('hex');
    const sealed = seal(spoiler.plaintext, Buffer.from(box.keys.apiV3Key), { nonce, associatedData: 'x' });
    Object.assign(envelope.resource, { nonce, ciphertext: sealed.ciphertext, associated_data: 'x' });
  }
  if (spoiler.eventType) envelope.event_type = spoiler.eventType;
  if (spoiler.resource) envelope.resource = spoiler.resource(envelope.resource);
  return signed(JSON.stringify(spoiler.envelope ? spoiler.envelope(envelope) : envelope));
}

function open(headers: HeaderBag, body: Uint8Array, keys: PlatformKeys = certificateKeys()) {
  return openNotification(headers, body, keys, box.keys.apiV3Key, box.clock.now());
}

const certificateKeys = () =>
  configuredKeys({
    platformCertificatesPem: [box.keys.platform.certificatePem],
    platformPublicKey: undefined,
  });

describe('a genuine notification', () => {
  test('of a payment opens, with every field that the shop compares', () => {
    const { headers, body } = notice();
    expect(open(headers, body)).toEqual({
      ok: true,
      notification: {
        kind: 'payment',
        id: 'EV-ORDER00000001',
        transaction: {
          appid: box.keys.appid,
          mchid: box.keys.mchid,
          outTradeNo: 'ORDER00000001',
          tradeState: 'SUCCESS',
          transactionId: expect.stringMatching(/^4200\d{24}$/),
          tradeType: 'JSAPI',
          totalFen: 16800,
          payerTotalFen: 16800,
          currency: 'CNY',
          payerOpenid: 'oTestPayer00000000000000001',
          attach: 'settings 7',
          successTime: box.clock.now(),
        },
      },
    });
  });

  test.each(['SUCCESS', 'ABNORMAL', 'CLOSED'] as const)('of a refund that ends in %s opens', async (end) => {
    const refunds = await openBox('publicKey');
    try {
      const outTradeNo = await payFor(refunds);
      const outRefundNo = `R-${end}`;
      if (end !== 'SUCCESS') refunds.simulator.misbehave({ on: 'refund', fault: end });
      valueOf(
        await refunds.gateway.refund({ outTradeNo, outRefundNo, refundFen: fen(1), totalFen: fen(16800) }),
      );
      await refunds.simulator.runDue();
      const { headers, body } = refunds.simulator.refundNotificationFor(outRefundNo);
      expect(refunds.gateway.openNotification(headers, body)).toMatchObject({
        ok: true,
        notification: {
          kind: 'refund',
          mchid: refunds.keys.mchid,
          refund: { outTradeNo, outRefundNo, state: end, refundFen: 1, totalFen: 16800 },
        },
      });
    } finally {
      await refunds.close();
    }
  });

  test('of a kind that the shop has no use for opens as other', () => {
    const { headers, body } = signedEnvelope({
      eventType: 'SECURITY_ECHO.SUCCESS',
      plaintext: '{"echo":"x"}',
    });
    expect(open(headers, body)).toMatchObject({
      ok: true,
      notification: { kind: 'other', eventType: 'SECURITY_ECHO.SUCCESS', plaintext: { echo: 'x' } },
    });
  });

  test('signed 299 seconds ago or ahead is in time', () => {
    for (const offset of [-299_000, 299_000]) {
      const { headers, body } = notice({ at: new Date(box.clock.now().getTime() + offset) });
      expect(open(headers, body).ok).toBe(true);
    }
  });

  test('with lower-case header names, as Node gives them, is the same', () => {
    const { headers, body } = notice();
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(open(lower, body).ok).toBe(true);
  });

  test('without the header of the signature type has the usual one', () => {
    const { headers, body } = notice();
    expect(open({ ...headers, 'Wechatpay-Signature-Type': undefined }, body).ok).toBe(true);
  });

  test.each([
    ['an empty', ''],
    ['no', undefined],
    ['a null', null],
  ])('with %s associated_data opens', (_case, associatedData) => {
    const plaintext = JSON.stringify({ mchid: '1' });
    const nonce = '0123456789ab';
    const sealed = seal(plaintext, Buffer.from(box.keys.apiV3Key), { nonce, associatedData: '' });
    const { headers, body } = signedEnvelope({
      eventType: 'OTHER.EVENT',
      resource: (resource) => ({
        ...resource,
        ...sealed,
        associatedData: undefined,
        associated_data: associatedData,
      }),
    });
    expect(open(headers, body).ok).toBe(true);
  });

  test('is verified over the bytes that came: a body that is parsed and written again is not the same', () => {
    const text = notice().body.toString().replace('"summary":"支付成功"', '"summary":"\\u652f\\/x"');
    const { headers, body } = signed(text);
    expect(open(headers, body).ok).toBe(true);
    expect(open(headers, Buffer.from(JSON.stringify(JSON.parse(text))))).toMatchObject({
      reason: 'bad-signature',
    });
  });

  test('in public-key mode opens with the public key, whose id is case sensitive', async () => {
    const other = await openBox('publicKey');
    try {
      const { headers, body } = other.simulator.notificationFor(await payFor(other));
      expect(headers['Wechatpay-Serial']).toMatch(/^PUB_KEY_ID_/);
      expect(other.gateway.openNotification(headers, body)).toMatchObject({ ok: true });
      const lower = { ...headers, 'Wechatpay-Serial': headers['Wechatpay-Serial']?.toLowerCase() };
      expect(other.gateway.openNotification(lower, body)).toMatchObject({ reason: 'unknown-serial' });
    } finally {
      await other.close();
    }
  });
});

type Bad = () => { headers: HeaderBag; body: Buffer };

const withHeader =
  (name: string, value: string | string[] | undefined): Bad =>
  () => {
    const { headers, body } = notice();
    return { headers: { ...headers, [name]: value }, body };
  };

const secondsFromNow = (seconds: number) => new Date(box.clock.now().getTime() + seconds * 1000);
const withResource = (change: Record<string, unknown>): Bad => {
  return () => signedEnvelope({ resource: (resource) => ({ ...resource, ...change }) });
};

describe('a notification is refused', () => {
  test.each<[string, NotificationRefusal, Bad]>([
    ['when it is a signature probe', 'probe', () => notice({ probe: true })],
    ['without a signature', 'malformed', withHeader('Wechatpay-Signature', undefined)],
    ['with an empty signature', 'malformed', withHeader('Wechatpay-Signature', '')],
    ['without a serial', 'malformed', withHeader('Wechatpay-Serial', undefined)],
    ['without a timestamp', 'malformed', withHeader('Wechatpay-Timestamp', undefined)],
    ['without a nonce', 'malformed', withHeader('Wechatpay-Nonce', undefined)],
    ['with no headers at all', 'malformed', () => ({ headers: {}, body: notice().body })],
    ['with a doubled header', 'malformed', withHeader('Wechatpay-Nonce', ['a', 'b'])],
    ['with a header in two spellings', 'malformed', withHeader('wechatpay-nonce', 'b')],
    ['with a timestamp that is no number', 'malformed', withHeader('Wechatpay-Timestamp', 'yesterday')],
    ['with a timestamp in milliseconds', 'malformed', withHeader('Wechatpay-Timestamp', '1795341600000')],
    ['with a timestamp with a fraction', 'malformed', withHeader('Wechatpay-Timestamp', '1795341600.5')],
    ['with a negative timestamp', 'malformed', withHeader('Wechatpay-Timestamp', '-1795341600')],
    ['when signed 300 seconds ago', 'expired', () => notice({ at: secondsFromNow(-300) })],
    ['when signed 300 seconds ahead', 'expired', () => notice({ at: secondsFromNow(300) })],
    ['when signed 2 days ago', 'expired', () => notice({ at: secondsFromNow(-2 * 86_400) })],
    [
      'with another type of signature',
      'unsupported-signature-type',
      withHeader('Wechatpay-Signature-Type', 'WECHATPAY2-SM2-WITH-SM3'),
    ],
    ['under an unknown serial', 'unknown-serial', () => notice({ unknownSerial: true })],
    ['under the serial __proto__', 'unknown-serial', withHeader('Wechatpay-Serial', '__proto__')],
    ['under the serial constructor', 'unknown-serial', withHeader('Wechatpay-Serial', 'constructor')],
    ['with a changed body', 'bad-signature', () => notice({ tamper: 'body' })],
    ['with a changed signature', 'bad-signature', () => notice({ tamper: 'signature' })],
    ['with a changed timestamp', 'bad-signature', () => notice({ tamper: 'timestamp' })],
    ['with a changed nonce', 'bad-signature', () => notice({ tamper: 'nonce' })],
    ['with a signature that is not base64', 'bad-signature', withHeader('Wechatpay-Signature', '!!!')],
    ['with a short signature', 'bad-signature', withHeader('Wechatpay-Signature', 'AAAA')],
    ['with an empty body', 'bad-signature', () => ({ headers: notice().headers, body: Buffer.alloc(0) })],
    [
      "with the merchant's own signature",
      'bad-signature',
      () => {
        const { headers, body } = notice();
        const message = platformMessage(
          headers['Wechatpay-Timestamp'] ?? '',
          headers['Wechatpay-Nonce'] ?? '',
          body,
        );
        const signature = signSha256Rsa(message, box.keys.merchant.privateKeyPem);
        return { headers: { ...headers, 'Wechatpay-Signature': signature }, body };
      },
    ],
    ['when signed, but empty', 'malformed', () => signed('')],
    ['when signed, but not JSON', 'malformed', () => signed('{')],
    ['when signed, but not UTF-8', 'malformed', () => signed(Buffer.from([0x22, 0xff, 0x22]))],
    ['when signed, but another thing', 'malformed', () => signed('{"id":"EV-1"}')],
    [
      'with another resource_type',
      'malformed',
      () => signedEnvelope({ envelope: (e) => ({ ...e, resource_type: 'x' }) }),
    ],
    ['with another algorithm', 'malformed', withResource({ algorithm: 'AEAD_AES_128_GCM' })],
    ['with a ciphertext changed before signing', 'not-decryptable', () => notice({ tamper: 'ciphertext' })],
    ['with other associated_data', 'not-decryptable', withResource({ associated_data: 'refund' })],
    ['with another nonce', 'not-decryptable', withResource({ nonce: '0123456789ab' })],
    ...['', '1', '123456', '0123456789abc'].map((nonce): [string, NotificationRefusal, Bad] => [
      `with a nonce of ${nonce.length} characters`,
      'not-decryptable',
      withResource({ nonce }),
    ]),
    ['with an empty ciphertext', 'not-decryptable', withResource({ ciphertext: '' })],
    ['with a ciphertext that is not base64', 'not-decryptable', withResource({ ciphertext: '不是' })],
    ['with a ciphertext shorter than a tag', 'not-decryptable', withResource({ ciphertext: 'AAAA' })],
    ['with nothing but a tag', 'not-decryptable', () => signedEnvelope({ plaintext: '' })],
    ['when what was encrypted is not JSON', 'malformed', () => signedEnvelope({ plaintext: '{' })],
    [
      'when what was encrypted is no payment',
      'malformed',
      () => signedEnvelope({ plaintext: '{"mchid":"1"}' }),
    ],
    [
      'when what was encrypted is no refund',
      'malformed',
      () => signedEnvelope({ eventType: 'REFUND.SUCCESS', plaintext: '{"mchid":"1"}' }),
    ],
    [
      'when a payment has no amount',
      'malformed',
      () =>
        signedEnvelope({
          plaintext: JSON.stringify({ appid: 'a', mchid: '1', out_trade_no: 'X', trade_state: 'SUCCESS' }),
        }),
    ],
  ])('%s: %s', (_case, reason, bad) => {
    const { headers, body } = bad();
    expect(open(headers, body)).toMatchObject({ ok: false, reason, detail: expect.any(String) });
  });

  test('when the APIv3 key is another one, or has not 32 bytes', () => {
    const { headers, body } = notice();
    for (const apiV3Key of ['0'.repeat(32), '0'.repeat(16), '']) {
      expect(openNotification(headers, body, certificateKeys(), apiV3Key, box.clock.now())).toMatchObject({
        ok: false,
        reason: 'not-decryptable',
      });
    }
  });

  test('without a word to the network, however many serials are invented', () => {
    const fetchBefore = globalThis.fetch;
    const fetchSpy = jest.fn();
    globalThis.fetch = fetchSpy;
    try {
      for (let i = 0; i < 20; i += 1) {
        const { headers, body } = notice({ unknownSerial: true });
        expect(box.gateway.openNotification(headers, body)).toMatchObject({ reason: 'unknown-serial' });
      }
    } finally {
      globalThis.fetch = fetchBefore;
    }
    expect(fetchSpy).not.toHaveBeenCalled();
  });

  test.each(['appid', 'mchid', 'outTradeNo', 'totalFen', 'currency', 'tradeState'] as const)(
    'by comparison, not by opening, when only its %s is wrong',
    (field) => {
      const { headers, body } = notice({ wrong: field });
      expect(open(headers, body)).toMatchObject({ ok: true, notification: { kind: 'payment' } });
    },
  );
});

describe('any change of a notification is refused', () => {
  const signedHeaders = [
    'Wechatpay-Serial',
    'Wechatpay-Timestamp',
    'Wechatpay-Nonce',
    'Wechatpay-Signature',
    'Wechatpay-Signature-Type',
  ];
  // A failure prints its seed and path; put them into fc.assert to repeat it.
  test('one flipped bit of the body', () => {
    const { headers, body } = notice();
    const flips = fc.tuple(fc.nat(body.length - 1), fc.nat(7));
    fc.assert(
      fc.property(flips, ([at, bit]) => {
        const changed = Buffer.from(body);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(open(headers, changed)).toMatchObject({ ok: false, reason: 'bad-signature' });
      }),
      { numRuns: 500 },
    );
  });

  test('every single character of every header that takes part', () => {
    const { headers, body } = notice();
    for (const name of signedHeaders) {
      const value = headers[name] ?? '';
      for (let at = 0; at < value.length; at += 1) {
        for (const bit of [0, 1, 2, 5]) {
          const character = String.fromCharCode(value.charCodeAt(at) ^ (1 << bit));
          const changed = value.slice(0, at) + character + value.slice(at + 1);
          expect(open({ ...headers, [name]: changed }, body).ok).toBe(false);
        }
      }
    }
  });

  test('a byte more or less', () => {
    const { headers, body } = notice();
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.boolean(), (at, insert) => {
        const rest = body.subarray(insert ? at : at + 1);
        const changed = Buffer.concat([body.subarray(0, at), Buffer.from(insert ? ' ' : ''), rest]);
        expect(open(headers, changed).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

test('what the client library would have taken: it decrypts a changed amount, our opening refuses it', () => {
  const key = box.keys.apiV3Key;
  const sealed = seal('{"total":100}', Buffer.from(key), { nonce: '0123456789ab', associatedData: 'x' });
  const bytes = Buffer.from(sealed.ciphertext, 'base64');
  // GCM is a stream cipher: "1" ^ "9" turns the 1 of the plaintext into a 9.
  const at = '{"total":'.length;
  bytes[at] = (bytes[at] ?? 0) ^ ('1'.charCodeAt(0) ^ '9'.charCodeAt(0));
  const changed = bytes.toString('base64');
  const library = new WxPay({
    appid: 'a',
    mchid: 'b',
    serial_no: 'c',
    publicKey: Buffer.from('unused'),
    privateKey: Buffer.from('unused'),
  });
  expect(library.decipher_gcm(changed, 'x', sealed.nonce, key)).toEqual({ total: 900 });

  const { headers, body } = signedEnvelope({
    resource: (resource) => ({ ...resource, nonce: sealed.nonce, associated_data: 'x', ciphertext: changed }),
  });
  expect(open(headers, body)).toMatchObject({ ok: false, reason: 'not-decryptable' });
});
