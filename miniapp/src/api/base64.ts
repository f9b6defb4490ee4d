const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as base64, for the address of a picture. WeChat has no `btoa` and no longer maintains its own function. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const letters = [18, 12, 6, 0].map((shift) => LETTERS.charAt((bits >> shift) & 63)).join('');
    const left = bytes.length - at;
    text += left >= 3 ? letters : letters.slice(0, left + 1).padEnd(4, '=');
  }
  return text;
}
