import { createCipheriv, createDecipheriv } from 'node:crypto';
import { decodeBase64 } from './signing';

/** The authentication tag stands at the end of the ciphertext. */
const TAG_BYTES = 16;

export interface SealedText {
  /** base64 of the encrypted bytes followed by the 16-byte tag */
  ciphertext: string;
  nonce: string;
  /** may be empty */
  associatedData: string;
}

/**
 * Opens an AES-GCM text of WeChat Pay and checks its tag.
 * (The client library's own `decipher_gcm` never does, so a changed amount would decrypt without an error.)
 * @param key the APIv3 key: 32 bytes in use; 16 only in published test vectors
 * @throws Error when the key's length, the base64, the tag, the nonce or the associated data are wrong
 */
export function openSealed(sealed: SealedText, key: Uint8Array): Buffer {
  const bytes = decodeBase64(sealed.ciphertext);
  if (!bytes) throw new Error('the ciphertext is not base64');
  if (bytes.length < TAG_BYTES) throw new Error('the ciphertext is shorter than its tag');
  if (sealed.nonce === '') throw new Error('the nonce is empty');
  const decipher = createDecipheriv(cipherFor(key), key, Buffer.from(sealed.nonce), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(sealed.associatedData));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const plain = decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES));
  return Buffer.concat([plain, decipher.final()]);
}

/** The reverse of `openSealed`; WeChat's side of it, used by the simulator. */
export function seal(
  plaintext: string,
  key: Uint8Array,
  part: { nonce: string; associatedData: string },
): SealedText {
  const cipher = createCipheriv(cipherFor(key), key, Buffer.from(part.nonce), { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(part.associatedData));
  const bytes = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { ...part, ciphertext: bytes.toString('base64') };
}

function cipherFor(key: Uint8Array): 'aes-256-gcm' | 'aes-128-gcm' {
  if (key.length === 32) return 'aes-256-gcm';
  if (key.length === 16) return 'aes-128-gcm';
  throw new Error(`the APIv3 key must have 32 bytes, it has ${key.length}`);
}
