import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';

const pem = (parses: (text: string) => unknown, what: string) =>
  z.string().refine((text) => doesNotThrow(() => parses(text)), { message: `must be ${what} in PEM form` });

const baseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => new URL(url).pathname === '/', { message: 'must be an origin without a path' })
  .transform((url) => new URL(url).origin);

const notifyUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine((url) => new URL(url).search === '', { message: 'must have no query string' });

/** What WeChat Pay wants to be told about a merchant's transfers: by scene, the Chinese names of the parts are exact. */
export const transferSceneSchema = z.strictObject({
  id: z.string().regex(/^\d{1,36}$/, 'must be a number'),
  reports: z
    .array(z.strictObject({ type: z.string().min(1).max(15), content: z.string().min(1).max(32) }))
    .min(1)
    .max(8),
});

/** 1000 is 现金营销, with its two parts. */
const DEFAULT_TRANSFER_SCENE = {
  id: '1000',
  reports: [
    { type: '活动名称', content: '消费奖励' },
    { type: '奖励说明', content: '会员奖励余额提现' },
  ],
};

/**
 * How to reach WeChat and with which keys. Real WeChat and the simulator differ in base URLs and keys only.
 * Platform keys: certificates (certificate mode), the WeChat Pay public key (public-key mode), or both while migrating.
 */
export const weChatConfigSchema = z.strictObject({
  appid: z.string().regex(/^wx[0-9a-f]{16}$/, 'must be wx and 16 hex digits'),
  /** AppSecret of the mini-program */
  appSecret: z.string().min(1),
  mchid: z.string().regex(/^\d{8,12}$/, 'must be 8 to 12 digits'),
  /** serial of the merchant's API certificate, hex */
  merchantSerial: z.string().regex(/^[0-9A-Fa-f]{1,40}$/, 'must be hex'),
  merchantPrivateKeyPem: pem(createPrivateKey, 'a private key'),
  apiV3Key: z.string().refine((key) => Buffer.byteLength(key) === 32, { message: 'must have 32 bytes' }),
  /** certificate mode: certificates known at start; more are downloaded by `refreshPlatformKeys` */
  platformCertificatesPem: z.array(pem((text) => new X509Certificate(text), 'a certificate')).default([]),
  /** public-key mode */
  platformPublicKey: z
    .strictObject({
      id: z.string().regex(/^PUB_KEY_ID_\w+$/, 'must begin with PUB_KEY_ID_'),
      pem: pem(createPublicKey, 'a public key'),
    })
    .optional(),
  payBaseUrl: baseUrl.default('https://api.mch.weixin.qq.com'),
  apiBaseUrl: baseUrl.default('https://api.weixin.qq.com'),
  /** where WeChat Pay reports payments; https in production */
  payNotifyUrl: notifyUrl,
  /** where WeChat Pay reports refunds; https in production */
  refundNotifyUrl: notifyUrl,
  /** where WeChat Pay reports transfers; https in production */
  transferNotifyUrl: notifyUrl,
  /** the scene of merchant transfers (商家转账) that WeChat Pay has approved for the merchant */
  transferScene: transferSceneSchema.default(DEFAULT_TRANSFER_SCENE),
  timeoutMs: z.int().min(1).max(60_000).default(8_000),
});

export type WeChatConfigInput = z.input<typeof weChatConfigSchema>;
export type WeChatConfig = z.output<typeof weChatConfigSchema>;

/** @throws Error that names every wrong setting, without its value */
export function parseWeChatConfig(input: WeChatConfigInput): WeChatConfig {
  const parsed = weChatConfigSchema.safeParse(input);
  if (!parsed.success) throw new Error(`WeChat settings are wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function doesNotThrow(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
