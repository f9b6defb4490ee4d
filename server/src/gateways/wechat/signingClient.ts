import { createPublicKey, randomBytes } from 'node:crypto';
import WxPay from 'wechatpay-node-v3';
import type { IPayRequest, Output } from 'wechatpay-node-v3/dist/define';
import type { Clock } from '../../clock';
import { paymentMessage, requestMessage, unixSeconds } from './signing';
import { LIBRARY_HOST } from './transport';
import type { WeChatConfig } from './wechatConfig';

/** What `wx.requestPayment` takes, all strings. `signType` must be given, because its default is MD5. */
export interface RequestPaymentParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

/**
 * wechatpay-node-v3 builds and signs the requests. Two things are ours: time comes from the injected clock, and nonces
 * from the cryptographic random source (the library takes them from Math.random).
 */
export class SigningClient extends WxPay {
  readonly #clock: Clock;
  readonly #appid: string;

  constructor(config: WeChatConfig, transport: IPayRequest, clock: Clock) {
    super({
      appid: config.appid,
      mchid: config.mchid,
      serial_no: config.merchantSerial,
      // The library wants the merchant's certificate here, but only to read the serial that is given above.
      publicKey: Buffer.from(
        createPublicKey(config.merchantPrivateKeyPem).export({ type: 'spki', format: 'pem' }),
      ),
      privateKey: Buffer.from(config.merchantPrivateKeyPem),
      key: config.apiV3Key,
      userAgent: 'paifan',
    });
    this.#clock = clock;
    this.#appid = config.appid;
    this.createHttp(transport);
  }

  protected override buildAuthorization(
    method: string,
    url: string,
    params?: Record<string, unknown>,
  ): string {
    const nonce = newNonce();
    const timestamp = unixSeconds(this.#clock.now());
    const signature = this.getSignature(method, nonce, timestamp, url.replace(LIBRARY_HOST, ''), params);
    return this.getAuthorization(nonce, timestamp, signature);
  }

  /** Signs what the mini-program needs to open the payment sheet for a prepay_id. */
  requestPaymentParams(prepayId: string): RequestPaymentParams {
    const params = {
      timeStamp: unixSeconds(this.#clock.now()),
      nonceStr: newNonce(),
      package: `prepay_id=${prepayId}`,
    };
    const paySign = this.sign(paymentMessage({ appId: this.#appid, ...params }));
    return { ...params, signType: 'RSA', paySign };
  }

  /**
   * Signs and sends a request that the library has no method for.
   * @param body absent for a request without one: the library would sign that wrongly
   * @param serial of the platform key with which a part of the body is encrypted
   */
  request(
    method: 'GET' | 'POST',
    path: string,
    body?: Readonly<Record<string, unknown>>,
    serial?: string,
  ): Promise<Output> {
    const nonce = newNonce();
    const timestamp = unixSeconds(this.#clock.now());
    const text = body === undefined ? '' : JSON.stringify(body);
    const signature = this.sign(requestMessage({ method, pathAndQuery: path, timestamp, nonce, body: text }));
    const headers = {
      ...this.getHeaders(this.getAuthorization(nonce, timestamp, signature)),
      ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
      ...(serial === undefined ? {} : { 'Wechatpay-Serial': serial }),
    };
    const url = LIBRARY_HOST + path;
    return method === 'GET'
      ? this.httpService.get(url, headers)
      : this.httpService.post(url, { ...body }, headers);
  }

  /** The headers of a signed request without a body, for what does not go through the library. */
  headersFor(method: 'GET', path: string): Record<string, string> {
    const nonce = newNonce();
    const timestamp = unixSeconds(this.#clock.now());
    const signature = this.sign(requestMessage({ method, pathAndQuery: path, timestamp, nonce, body: '' }));
    const headers = this.getHeaders(this.getAuthorization(nonce, timestamp, signature));
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  }

  /** GET /v3/certificates; the library's own download decrypts without checking the tag. */
  certificates(): Promise<Output> {
    const url = `${LIBRARY_HOST}/v3/certificates`;
    return this.httpService.get(url, this.getHeaders(this.buildAuthorization('GET', url)));
  }
}

const newNonce = (): string => randomBytes(16).toString('hex');
