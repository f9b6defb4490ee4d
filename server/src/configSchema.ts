import { z } from 'zod';
import { transferSceneSchema } from './gateways/wechat/wechatConfig';

/** What NODE_ENV may say. */
export const MODES = ['development', 'test', 'production'] as const;
export type Mode = (typeof MODES)[number];

// The environment knows only strings, the files know numbers and booleans: both are read, neither is guessed at.
const flag = z
  .union([z.boolean(), z.enum(['1', 'true', '0', 'false'])], { error: 'must be true or false' })
  .transform((value) => value === true || value === '1' || value === 'true');

const whole = (min: number, max: number) =>
  z
    .union([z.number(), z.string().regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)], {
      error: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: `must be a whole number from ${min} to ${max}`,
    });

const text = (max: number) =>
  z
    .string({ error: 'must be a text' })
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`);

const address = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' });

const databaseUrl = z.url({
  protocol: /^(mysql|mariadb)$/,
  error: 'must look like mysql://user:password@host:3306/database',
});

/** The settings as files and environment give them, key by key. Their meaning is told in config/README.md. */
export const configSchema = z.strictObject({
  http: z.strictObject({
    host: text(255).nullable(),
    port: whole(0, 65_535),
    publicUrl: address.nullable(),
    trustProxy: flag,
    bodyLimitBytes: whole(1_024, 10_485_760),
    signInsPerMinute: whole(1, 1_000_000),
  }),
  database: z.strictObject({
    url: databaseUrl.nullable(),
    migrationUrl: databaseUrl.nullable(),
    poolSize: whole(2, 200),
    lockWaitSeconds: whole(1, 600),
  }),
  log: z.strictObject({
    level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    }),
    pretty: flag,
  }),
  session: z.strictObject({
    secret: z.string().min(32, 'must have at least 32 characters').nullable(),
    days: whole(1, 365),
  }),
  shop: z.strictObject({ name: text(32) }),
  demo: flag,
  localDirectory: text(1_024),
  files: z.strictObject({
    folder: text(1_024),
    pictureLimitBytes: whole(1_024, 52_428_800),
    tableLimitBytes: whole(1_024, 52_428_800),
    resultDays: whole(1, 365),
  }),
  wechat: z.strictObject({
    appid: z
      .string()
      .regex(/^wx[0-9a-f]{16}$/, 'must be an app id: wx and 16 hexadecimal digits')
      .nullable(),
    appSecret: text(128).nullable(),
    mchid: z
      .string()
      .regex(/^\d{8,12}$/, 'must be a merchant number of 8 to 12 digits')
      .nullable(),
    merchantKeyFile: text(1_024).nullable(),
    merchantCertificateFile: text(1_024).nullable(),
    apiV3Key: z
      .string()
      .refine((key) => Buffer.byteLength(key) === 32, 'must have exactly 32 bytes')
      .nullable(),
    publicKeyId: z
      .string()
      .regex(/^PUB_KEY_ID_\w+$/, 'must begin with PUB_KEY_ID_')
      .nullable(),
    publicKeyFile: text(1_024).nullable(),
    notifyUrl: address.nullable(),
    payBaseUrl: address,
    apiBaseUrl: address,
    timeoutMs: whole(500, 60_000),
    transferScene: transferSceneSchema.nullable(),
    messageTemplates: z.record(
      z.string(),
      z.strictObject({
        id: text(128),
        fields: z.record(z.string(), z.enum(['title', 'body', 'amount', 'time'])),
      }),
    ),
  }),
  settlement: z.strictObject({ batchSize: whole(1, 10_000), pollMs: whole(50, 600_000) }),
  simulator: z.strictObject({
    enabled: flag,
    port: whole(0, 65_535),
    mode: z.enum(['certificate', 'publicKey'], { error: 'must be certificate or publicKey' }),
  }),
});

export type ConfigValues = z.output<typeof configSchema>;
