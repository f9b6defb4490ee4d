import { X509Certificate, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock';
import { openSealed } from './aead';
import { ok, type Outcome } from './outcome';
import { checkPlatformSignature, type PlatformKeys } from './platformSignature';
import { parseJson, readAnswer } from './readAnswer';
import type { SigningClient } from './signingClient';
import { answerOf } from './transport';
import type { WeChatConfig } from './wechatConfig';

/** The keys that the configuration names: certificates by their serial, the public key by its id. */
export function configuredKeys(
  config: Pick<WeChatConfig, 'platformCertificatesPem' | 'platformPublicKey'>,
): Map<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const pem of config.platformCertificatesPem) {
    const certificate = new X509Certificate(pem);
    keys.set(certificate.serialNumber, certificate.publicKey);
  }
  const { platformPublicKey } = config;
  if (platformPublicKey) keys.set(platformPublicKey.id, createPublicKey(platformPublicKey.pem));
  return keys;
}

const certificatesSchema = z.object({
  data: z
    .array(
      z.object({
        serial_no: z.string(),
        encrypt_certificate: z.object({
          algorithm: z.literal('AEAD_AES_256_GCM'),
          nonce: z.string(),
          associated_data: z.string().default(''),
          ciphertext: z.string(),
        }),
      }),
    )
    .min(1),
});

/**
 * Downloads the platform certificates (certificate mode), at start and by a daily job, never because of a notification:
 * whoever invents a serial could otherwise make us call WeChat Pay at will.
 * The answer is signed with one of the certificates that it carries, so it is verified with these and `known` ones.
 * In public-key mode WeChat Pay refuses with RESOURCE_NOT_EXISTS.
 */
export async function downloadPlatformKeys(
  client: SigningClient,
  config: WeChatConfig,
  known: PlatformKeys,
  clock: Clock,
): Promise<Outcome<PlatformKeys>> {
  const answer = answerOf(await client.certificates());
  if (answer.kind !== 'answer' || answer.status !== 200) return readAnswer(answer, z.never());
  try {
    const carried = openCertificates(answer.body, config.apiV3Key);
    const keys = new Map([...known, ...carried]);
    const signature = checkPlatformSignature(answer.headers, answer.body, keys, clock.now());
    const verified = readAnswer({ ...answer, signature }, certificatesSchema);
    return verified.kind === 'ok' ? ok(carried) : verified;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'unknown', reason: 'malformed', detail, requestId: answer.requestId };
  }
}

/**
 * Opens the body of GET /v3/certificates.
 * @throws Error when it has another form, does not decrypt with this key, or a certificate has not the serial it claims
 */
export function openCertificates(rawBody: Uint8Array, apiV3Key: string): Map<string, KeyObject> {
  const { data } = certificatesSchema.parse(parseJson(rawBody).value);
  const keys = new Map<string, KeyObject>();
  for (const item of data) {
    const { nonce, associated_data: associatedData, ciphertext } = item.encrypt_certificate;
    const certificate = new X509Certificate(
      openSealed({ nonce, associatedData, ciphertext }, Buffer.from(apiV3Key)),
    );
    if (certificate.serialNumber !== item.serial_no) {
      throw new Error(`certificate ${certificate.serialNumber} came under serial ${item.serial_no}`);
    }
    keys.set(item.serial_no, certificate.publicKey);
  }
  return keys;
}
