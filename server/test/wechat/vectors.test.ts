import {
  constants,
  createHash,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  X509Certificate,
} from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import WxPay from 'wechatpay-node-v3';
import { z } from 'zod';
import { openSealed, seal } from '../../src/gateways/wechat/aead';
import { parseTradeBill } from '../../src/gateways/wechat/bill';
import { openNotification } from '../../src/gateways/wechat/openNotification';
import { configuredKeys, openCertificates } from '../../src/gateways/wechat/platformKeys';
import { checkPlatformSignature } from '../../src/gateways/wechat/platformSignature';
import {
  paymentMessage,
  requestMessage,
  signSha256Rsa,
  verifySha256Rsa,
} from '../../src/gateways/wechat/signing';
import { publicPem } from '../../src/simulator/keys';
import { openBox, payFor } from './box';
import { testKeys } from '../support/keys';

// Published test vectors, which lie beside the repository and are no part of it.
const FOLDER = process.env.WECHAT_VECTORS ?? resolve(__dirname, '../../../../shared/wechat-vectors');

const text = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const read = <S extends z.ZodRawShape>(name: string, shape: S) =>
  z.object(shape).parse(JSON.parse(text(name)));
const headersSchema = z.record(z.string(), z.string());
const seconds = (value: number) => new Date(value * 1000);

/** The client library, which is what opens sensitive fields (RSA-OAEP). */
const library = (privateKeyPem: string) =>
  new WxPay({
    appid: 'appid',
    mchid: 'mchid',
    serial_no: 'serial',
    publicKey: Buffer.from('unused'),
    privateKey: Buffer.from(privateKeyPem),
  });

/** PKCS#1 v1.5 by hand: Node no longer decrypts it, and WeChat Pay v3 no longer uses it. */
function decryptPkcs1(ciphertext: string, privateKeyPem: string): string {
  const key = { key: privateKeyPem, padding: constants.RSA_NO_PADDING };
  const block = privateDecrypt(key, Buffer.from(ciphertext, 'base64'));
  expect([block[0], block[1]]).toEqual([0, 2]);
  return block.subarray(block.indexOf(0, 2) + 1).toString();
}

function checkSensitiveFields(name: string): void {
  const vector = read(name, {
    testPrivateKeyPem: z.string(),
    oaepSha1CiphertextBase64: z.string(),
    pkcs1CiphertextBase64: z.string(),
    expectedPlaintext: z.string(),
  });
  const { testPrivateKeyPem: key, expectedPlaintext } = vector;
  expect(library(key).privateDecrypt(vector.oaepSha1CiphertextBase64)).toBe(expectedPlaintext);
  expect(decryptPkcs1(vector.pkcs1CiphertextBase64, key)).toBe(expectedPlaintext);
}

/** One check for every file of the folder. */
const CHECKS: Readonly<Record<string, () => void | Promise<void>>> = {
  'axios-plugin-aes256gcm.json': () => {
    const fields = ['key', 'nonce', 'associatedData', 'plaintext', 'ciphertextBase64'] as const;
    const { cases } = read('axios-plugin-aes256gcm.json', {
      cases: z.array(z.record(z.enum(fields), z.string())).min(1),
    });
    for (const { key, nonce, associatedData, plaintext, ciphertextBase64: ciphertext } of cases) {
      const bytes = Buffer.from(key);
      expect(openSealed({ nonce, associatedData, ciphertext }, bytes).toString()).toBe(plaintext);
      expect(seal(plaintext, bytes, { nonce, associatedData }).ciphertext).toBe(ciphertext);
      expect(() => openSealed({ nonce, associatedData: 'other', ciphertext }, bytes)).toThrow();
    }
  },

  'bill.ALL.csv': async () => {
    const { sha1 } = read('bill.ALL.meta.json', { sha1: z.string() });
    const rows = await parseTradeBill(readFileSync(join(FOLDER, 'bill.ALL.csv')), sha1);
    expect(rows).toHaveLength(45);
    // The parser has compared the sums with the summary line.
    for (const row of rows) {
      expect(row).toMatchObject({
        tradeTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
        transactionId: expect.stringMatching(/^\d{28}$/),
        outTradeNo: expect.stringMatching(/./),
        currency: 'CNY',
      });
      const isRefund = row.tradeState === 'REFUND';
      expect([row.refundAskedFen > 0, row.orderFen > 0, row.refundId !== '0']).toEqual([
        isRefund,
        !isRefund,
        isRefund,
      ]);
    }
  },

  'bill.ALL.meta.json': async () => {
    const meta = read('bill.ALL.meta.json', { sha1: z.string(), sha256: z.string() });
    const bytes = readFileSync(join(FOLDER, 'bill.ALL.csv'));
    expect(createHash('sha1').update(bytes).digest('hex')).toBe(meta.sha1);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(meta.sha256);
    await expect(parseTradeBill(bytes, '0'.repeat(40))).rejects.toThrow('SHA-1');
  },

  'go-certificate-download.json': () => {
    const vector = read('go-certificate-download.json', {
      apiv3Key: z.string(),
      responseBody: z.string(),
      expectedCertificatePem: z.string(),
    });
    const expected = new X509Certificate(vector.expectedCertificatePem);
    const keys = openCertificates(Buffer.from(vector.responseBody), vector.apiv3Key);
    expect([...keys.keys()]).toEqual([expected.serialNumber]);
    expect(keys.get(expected.serialNumber)?.equals(expected.publicKey)).toBe(true);
    expect(() => openCertificates(Buffer.from(vector.responseBody), 'x'.repeat(16))).toThrow();
  },

  'go-notify-full.json': () => {
    const vector = read('go-notify-full.json', {
      apiv3Key: z.string(),
      platformCertificatePem: z.string(),
      headers: headersSchema,
      rawBody: z.string(),
      expectedPlaintext: z.string(),
      clockForTest: z.number(),
    });
    const keys = configuredKeys({
      platformCertificatesPem: [vector.platformCertificatePem],
      platformPublicKey: undefined,
    });
    const body = Buffer.from(vector.rawBody);
    const now = seconds(vector.clockForTest);
    expect(checkPlatformSignature(vector.headers, body, keys, now)).toEqual({
      ok: true,
      serial: vector.headers['Wechatpay-Serial'],
    });
    // Its APIv3 key has 16 bytes, as a published vector may; a notification in use is not opened with one.
    expect(openNotification(vector.headers, body, keys, vector.apiv3Key, now)).toMatchObject({
      ok: false,
      reason: 'not-decryptable',
    });
    const { resource } = z
      .object({
        resource: z.object({ nonce: z.string(), associated_data: z.string(), ciphertext: z.string() }),
      })
      .parse(JSON.parse(vector.rawBody));
    const sealed = { ...resource, associatedData: resource.associated_data };
    expect(openSealed(sealed, Buffer.from(vector.apiv3Key)).toString()).toBe(vector.expectedPlaintext);
    // 5 minutes later it is too old; parsed and written again it is another body.
    expect(
      checkPlatformSignature(vector.headers, body, keys, seconds(vector.clockForTest + 300)),
    ).toMatchObject({
      reason: 'expired',
    });
    const spaced = Buffer.from(JSON.stringify(JSON.parse(vector.rawBody), undefined, 1));
    expect(checkPlatformSignature(vector.headers, spaced, keys, now)).toMatchObject({
      reason: 'bad-signature',
    });
  },

  'go-rsa-sign-verify.json': () => {
    const vector = read('go-rsa-sign-verify.json', {
      message: z.string(),
      signatureBase64: z.string(),
      testPrivateKeyPem: z.string(),
      publicKeyPem: z.string(),
      certificatePem: z.string(),
      certificateSerial: z.string(),
      mustFail: z
        .array(z.object({ message: z.string().optional(), signatureBase64: z.string().optional() }))
        .length(4),
    });
    const { message, signatureBase64 } = vector;
    expect(signSha256Rsa(message, vector.testPrivateKeyPem)).toBe(signatureBase64);
    const certificate = new X509Certificate(vector.certificatePem);
    expect(certificate.serialNumber).toBe(vector.certificateSerial);
    for (const key of [createPublicKey(vector.publicKeyPem), certificate.publicKey]) {
      expect(verifySha256Rsa(message, signatureBase64, key)).toBe(true);
      for (const change of vector.mustFail) {
        const changed = { message, signatureBase64, ...change };
        expect(verifySha256Rsa(changed.message, changed.signatureBase64, key)).toBe(false);
      }
    }
  },

  'httpclient-rsa-privacy-decrypt.json': () => checkSensitiveFields('httpclient-rsa-privacy-decrypt.json'),

  'java-certificate-download.json': () => {
    const vector = read('java-certificate-download.json', {
      apiv3Key: z.string().length(32),
      responseBody: z.string(),
      expectedSerial: z.string(),
    });
    const keys = openCertificates(Buffer.from(vector.responseBody), vector.apiv3Key);
    expect([...keys.keys()]).toEqual([vector.expectedSerial]);
    expect(keys.get(vector.expectedSerial)?.asymmetricKeyType).toBe('rsa');
  },

  'java-request-signing-string.json': () => {
    const vector = read('java-request-signing-string.json', {
      method: z.string(),
      url: z.string(),
      timestamp: z.number(),
      nonce: z.string(),
      body: z.string(),
      expectedSigningString: z.string(),
    });
    const { pathname, search } = new URL(vector.url);
    const { method, nonce, body } = vector;
    const timestamp = String(vector.timestamp);
    expect(requestMessage({ method, pathAndQuery: pathname + search, timestamp, nonce, body })).toBe(
      vector.expectedSigningString,
    );
  },

  'java-rsa-privacy-decrypt.json': () => checkSensitiveFields('java-rsa-privacy-decrypt.json'),

  'java-rsa-verify.json': () => {
    const vector = read('java-rsa-verify.json', {
      message: z.string(),
      signatureBase64: z.string(),
      merchantCertificatePem: z.string(),
      merchantCertificateSerial: z.string(),
      merchantTestPrivateKeyPem: z.string(),
      wrongPublicKeyPem: z.string(),
    });
    const { message, signatureBase64 } = vector;
    const certificate = new X509Certificate(vector.merchantCertificatePem);
    expect(certificate.serialNumber).toBe(vector.merchantCertificateSerial);
    expect(verifySha256Rsa(message, signatureBase64, certificate.publicKey)).toBe(true);
    expect(verifySha256Rsa(message, signatureBase64, createPublicKey(vector.wrongPublicKeyPem))).toBe(false);
    expect(signSha256Rsa(message, vector.merchantTestPrivateKeyPem)).toBe(signatureBase64);
  },

  'official-doc-signing.json': () => {
    const vector = read('official-doc-signing.json', {
      demoMerchantPrivateKeyPem: z.string(),
      requestSignPostJsapi: z.record(z.string(), z.string()),
      paySignJsapi: z.object({
        appId: z.string(),
        timeStamp: z.string(),
        nonceStr: z.string(),
        package: z.string(),
        expectedPaySign: z.string(),
      }),
      paySignApp: z.object({
        appId: z.string(),
        timeStamp: z.string(),
        nonceStr: z.string(),
        prepayId: z.string(),
        expectedSign: z.string(),
      }),
      responseVerifyPublicKeyMode: z.object({
        headers: headersSchema,
        rawBody: z.string(),
        wechatPayPublicKeyPem: z.string(),
        clockForTest: z.number(),
      }),
    });
    const key = vector.demoMerchantPrivateKeyPem;
    const {
      method = '',
      path = '',
      timestamp = '',
      nonce = '',
      body = '',
      ...request
    } = vector.requestSignPostJsapi;
    const message = requestMessage({ method, pathAndQuery: path, timestamp, nonce, body });
    expect(signSha256Rsa(message, key)).toBe(request.expectedSignature);
    // The library, which signs what we send, signs the same.
    expect(library(key).getSignature(method, nonce, timestamp, path, body)).toBe(request.expectedSignature);

    const { expectedPaySign, ...params } = vector.paySignJsapi;
    expect(signSha256Rsa(paymentMessage(params), key)).toBe(expectedPaySign);
    // An app signs the same four lines with the bare prepay_id.
    const { expectedSign, prepayId, ...app } = vector.paySignApp;
    expect(signSha256Rsa(paymentMessage({ ...app, package: prepayId }), key)).toBe(expectedSign);

    const answer = vector.responseVerifyPublicKeyMode;
    const serial = answer.headers['Wechatpay-Serial'] ?? '';
    const keys = new Map([[serial, createPublicKey(answer.wechatPayPublicKeyPem)]]);
    const verify = (rawBody: string) =>
      checkPlatformSignature(answer.headers, Buffer.from(rawBody), keys, seconds(answer.clockForTest));
    expect(verify(answer.rawBody)).toEqual({ ok: true, serial });
    expect(verify(`${answer.rawBody} `)).toMatchObject({ ok: false, reason: 'bad-signature' });
  },

  'yansongda-pay-aes256gcm-certificate.json': () => {
    const vector = read('yansongda-pay-aes256gcm-certificate.json', {
      apiv3Key: z.string().length(32),
      associatedData: z.string(),
      nonce: z.string().length(12),
      ciphertextBase64: z.string(),
      expectedPlaintextStartsWith: z.string(),
    });
    const { associatedData, nonce, ciphertextBase64: ciphertext } = vector;
    const pem = openSealed({ associatedData, nonce, ciphertext }, Buffer.from(vector.apiv3Key)).toString();
    expect(pem.startsWith(vector.expectedPlaintextStartsWith)).toBe(true);
    expect(new X509Certificate(pem).subject).toContain('Tenpay');
  },
};

if (existsSync(FOLDER)) {
  describe('published vectors of WeChat Pay', () => {
    test('every file of the folder has a check, and every check its file', () => {
      const files = readdirSync(FOLDER).filter((name) => name !== 'README.md');
      expect(files.sort()).toEqual(Object.keys(CHECKS).sort());
    });
    test.each(Object.entries(CHECKS))('%s holds', (_name, check) => check());
  });
} else {
  test('the published vectors are not here: only the own ones below are checked', () => {
    console.info(`no published vectors at ${FOLDER}; WECHAT_VECTORS may name their folder`);
    expect(existsSync(FOLDER)).toBe(false);
  });
}

describe.each(['certificate', 'publicKey'] as const)(
  'own vectors, made by the simulator in %s mode',
  (mode) => {
    test('a whole notification with a 32-byte key: verified, decrypted, too late, changed', async () => {
      const box = await openBox(mode);
      try {
        const { headers, body } = box.simulator.notificationFor(await payFor(box));
        const keys = configuredKeys(
          mode === 'certificate'
            ? { platformCertificatesPem: [box.keys.platform.certificatePem], platformPublicKey: undefined }
            : {
                platformCertificatesPem: [],
                platformPublicKey: { id: box.keys.publicKey.id, pem: box.keys.publicKey.publicKeyPem },
              },
        );
        const open = (now: Date) => openNotification(headers, body, keys, box.keys.apiV3Key, now);
        const now = box.clock.now().getTime();
        expect(open(new Date(now))).toMatchObject({ ok: true, notification: { kind: 'payment' } });
        expect(open(new Date(now + 299_999)).ok).toBe(true);
        expect(open(new Date(now + 300_000))).toMatchObject({ reason: 'expired' });
        const spaced = Buffer.from(JSON.stringify(JSON.parse(body.toString()), undefined, 1));
        expect(openNotification(headers, spaced, keys, box.keys.apiV3Key, new Date(now))).toMatchObject({
          reason: 'bad-signature',
        });
      } finally {
        await box.close();
      }
    });
  },
);

describe('own vectors of signing and encryption', () => {
  test('the library signs a request as our own five lines say', async () => {
    const { merchant } = await testKeys();
    const body = JSON.stringify({ description: '桂花乌龙茶', amount: { total: 16800 } });
    const request = {
      method: 'POST',
      pathAndQuery: '/v3/x?y=1',
      timestamp: '1795341600',
      nonce: 'abc',
      body,
    };
    const signature = library(merchant.privateKeyPem).getSignature(
      'POST',
      'abc',
      '1795341600',
      '/v3/x?y=1',
      body,
    );
    expect(signature).toBe(signSha256Rsa(requestMessage(request), merchant.privateKeyPem));
    const get = { ...request, method: 'GET', body: '' };
    expect(requestMessage(get)).toBe('GET\n/v3/x?y=1\n1795341600\nabc\n\n');
    expect(library(merchant.privateKeyPem).getSignature('GET', 'abc', '1795341600', '/v3/x?y=1')).toBe(
      signSha256Rsa(requestMessage(get), merchant.privateKeyPem),
    );
  });

  test('a signature holds under its own key and under no other', async () => {
    const { merchant, platform } = await testKeys();
    const signature = signSha256Rsa('message', merchant.privateKeyPem);
    const [own, other] = [merchant, platform].map(({ privateKeyPem }) =>
      createPublicKey(publicPem(privateKeyPem)),
    );
    if (!own || !other) throw new Error('no keys');
    expect(verifySha256Rsa('message', signature, own)).toBe(true);
    expect(verifySha256Rsa('message', signature, other)).toBe(false);
    for (const bad of ['', 'invalid base64 signature', `${signature}=`, ` ${signature}`]) {
      expect(verifySha256Rsa('message', bad, own)).toBe(false);
    }
  });

  test('what is sealed opens only with the same key, nonce and associated data', () => {
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const sealed = seal('{"total":100}', key, { nonce: '0123456789ab', associatedData: 'transaction' });
    expect(openSealed(sealed, key).toString()).toBe('{"total":100}');
    expect(() => openSealed({ ...sealed, associatedData: '' }, key)).toThrow();
    expect(() => openSealed({ ...sealed, nonce: '0123456789ac' }, key)).toThrow();
    expect(() => openSealed(sealed, Buffer.from('1'.repeat(32)))).toThrow();
    expect(() => openSealed(sealed, Buffer.from('1'.repeat(24)))).toThrow('32 bytes');
    expect(() => openSealed({ ...sealed, nonce: '' }, key)).toThrow('nonce');
  });

  test('a sensitive field encrypted for us is read by the library', async () => {
    const { merchant } = await testKeys();
    const ciphertext = publicEncrypt(
      { key: publicPem(merchant.privateKeyPem), oaepHash: 'sha1', padding: constants.RSA_PKCS1_OAEP_PADDING },
      Buffer.from('王小明'),
    );
    expect(library(merchant.privateKeyPem).privateDecrypt(ciphertext.toString('base64'))).toBe('王小明');
  });
});
