/*
 * SHA-256 (FIPS 180-4) for clients that have no cryptography of their own: WeChat's engine offers none to pages. Only for checking
 * what is published; the server uses its platform's.
 */

/** The first 32 bits of the fractional parts of square and cube roots of the first primes. */
const { start: START, rounds: ROUNDS } = constants();

function constants(): { start: number[]; rounds: number[] } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 2 ** 32);
  return {
    start: primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))),
    rounds: primes.map((prime) => fraction(Math.cbrt(prime))),
  };
}

const rotate = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

/** UTF-8 without TextEncoder, which WeChat's engine does not have. */
function bytesOfText(text: string): number[] {
  return [...unescape(encodeURIComponent(text))].map((letter) => letter.charCodeAt(0));
}

const bytesOfHex = (hex: string): number[] =>
  (hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));

/** The message, a one, zeros, and its length in bits as 64 bits. */
function padded(message: readonly number[]): number[] {
  const zeros = (64 - ((message.length + 9) % 64)) % 64;
  const bits = message.length * 8;
  const length = [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff);
  return [...message, 0x80, ...new Array<number>(zeros + 4).fill(0), ...length];
}

function compress(state: readonly number[], block: readonly number[]): number[] {
  const words: number[] = [];
  for (let i = 0; i < 64; i += 1) {
    if (i < 16) {
      const [a = 0, b = 0, c = 0, d = 0] = block.slice(i * 4, i * 4 + 4);
      words.push((a << 24) | (b << 16) | (c << 8) | d);
      continue;
    }
    const [w15 = 0, w2 = 0, w16 = 0, w7 = 0] = [words[i - 15], words[i - 2], words[i - 16], words[i - 7]];
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    words.push((w16 + s0 + w7 + s1) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  words.forEach((word, i) => {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUNDS[i] ?? 0) + word) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  });
  return [a, b, c, d, e, f, g, h].map((value, i) => (value + (state[i] ?? 0)) | 0);
}

/** SHA-256 over the bytes of a hash (hex; `''`: none), then a text in UTF-8; lower-case hex. SPEC section 12, proof. */
export function sha256(previous: string, text: string): string {
  const bytes = padded([...bytesOfHex(previous), ...bytesOfText(text)]);
  let state: readonly number[] = START;
  for (let at = 0; at < bytes.length; at += 64) state = compress(state, bytes.slice(at, at + 64));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
