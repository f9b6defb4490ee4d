import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/*
 * Time-based one-time passwords, as authenticator apps show them: RFC 6238 over RFC 4226, with HMAC-SHA-1, six digits and
 * steps of 30 seconds, which is what every app understands.
 */

const STEP_MS = 30_000;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** A phone's clock may be one step off. */
const DRIFT_STEPS = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The number of the step that a moment lies in. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / STEP_MS);

/** The code of a step. RFC 4226, section 5.3. */
export function codeOfStep(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The step whose code this is, at a moment or one step around it; null: of none.
 * @param usedStep of the last code that was used: it and all before are good no more
 */
export function stepOfCode(secret: Buffer, code: string, at: Date, usedStep: number | null): number | null {
  const now = stepAt(at);
  const given = Buffer.from(code);
  for (let step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step += 1) {
    const expected = Buffer.from(codeOfStep(secret, step));
    const isIt = given.length === expected.length && timingSafeEqual(given, expected);
    if (isIt && (usedStep === null || step > usedStep)) return step;
  }
  return null;
}

export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** RFC 4648 without padding, as people type it in. */
export function base32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE32[(held << (5 - bits)) & 31];
}

/** What the picture that is scanned says: the shop, the login and the secret. */
export function totpUri(shopName: string, login: string, secret: Buffer): string {
  const label = `${encodeURIComponent(shopName)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(shopName)}`;
}
