import 'reflect-metadata'; // @peculiar/x509 needs it loaded first
import { createPublicKey, generateKeyPair, randomBytes, webcrypto } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cryptoProvider, X509CertificateGenerator } from '@peculiar/x509';
import { z } from 'zod';

const keysSchema = z.strictObject({
  appid: z.string(),
  appSecret: z.string(),
  mchid: z.string(),
  apiV3Key: z.string(),
  /** the merchant's API key; the merchant signs with it */
  merchant: z.strictObject({ serial: z.string(), privateKeyPem: z.string() }),
  /** certificate mode: WeChat Pay signs with this one */
  platform: z.strictObject({ serial: z.string(), privateKeyPem: z.string(), certificatePem: z.string() }),
  /** public-key mode: WeChat Pay signs with this one */
  publicKey: z.strictObject({ id: z.string(), privateKeyPem: z.string(), publicKeyPem: z.string() }),
});

/** Both sides' keys and made-up account numbers: the simulator and the shop that talks to it share them. */
export type BoxKeys = z.output<typeof keysSchema>;

const FILE_NAME = 'wechat-box.json';

/** Makes new keys, a few hundred milliseconds of work. */
export async function generateKeys(): Promise<BoxKeys> {
  const platformSerial = newSerial();
  const [merchantKey, platformKey, publicKey] = await Promise.all([newRsaKey(), newRsaKey(), newRsaKey()]);
  return {
    appid: `wx${randomBytes(8).toString('hex')}`,
    appSecret: randomBytes(16).toString('hex'),
    mchid: '1900009191',
    apiV3Key: randomBytes(16).toString('hex'),
    merchant: { serial: newSerial(), privateKeyPem: merchantKey },
    platform: {
      serial: platformSerial,
      privateKeyPem: platformKey,
      certificatePem: await selfSigned(platformKey, platformSerial),
    },
    publicKey: {
      id: `PUB_KEY_ID_01${randomBytes(16).toString('hex').toUpperCase()}`,
      privateKeyPem: publicKey,
      publicKeyPem: publicPem(publicKey),
    },
  };
}

/**
 * Loads the keys of a directory, or makes and saves them there when it has none (directory 0700, file 0600).
 * @throws Error when the file is there but not what this version writes
 */
export async function loadOrCreateKeys(directory: string): Promise<BoxKeys> {
  const file = join(directory, FILE_NAME);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) return parseKeys(text, file);

  const keys = await generateKeys();
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(keys, undefined, 2), { mode: 0o600 });
  await rename(temporary, file);
  return keys;
}

function parseKeys(text: string, file: string): BoxKeys {
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file} does not hold the simulator's keys; remove it and new ones are made`, {
      cause: error,
    });
  }
}

export function publicPem(privateKeyPem: string): string {
  return createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString();
}

async function newRsaKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** 20 bytes in upper-case hex, as WeChat writes serials; the first byte keeps the number positive. */
function newSerial(): string {
  const bytes = randomBytes(20);
  bytes[0] = 0x5a;
  return bytes.toString('hex').toUpperCase();
}

async function selfSigned(privateKeyPem: string, serial: string): Promise<string> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const der = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const { subtle } = webcrypto;
  const privateKey = await subtle.importKey('pkcs8', der(privateKeyPem), algorithm, true, ['sign']);
  const publicKey = await subtle.importKey('spki', der(publicPem(privateKeyPem)), algorithm, true, [
    'verify',
  ]);
  const notBefore = new Date();
  const notAfter = new Date(notBefore);
  notAfter.setFullYear(notAfter.getFullYear() + 5);
  cryptoProvider.set(webcrypto);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial,
    name: 'CN=WeChat in a box, O=Simulator',
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: { privateKey, publicKey },
  });
  return certificate.toString('pem');
}
