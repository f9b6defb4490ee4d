import { jpegPicture, type Picture } from './jpeg';

/** Longest side, and all pixels: a page shows no more, and a small file must not unfold to gigabytes on a phone. */
const LONGEST_SIDE = 10_000;
const MOST_PIXELS = 50_000_000;

/**
 * Judges by its bytes whether this is a PNG, JPEG or WebP, and leaves out what it tells of the person who took it (where, when,
 * with what). The picture itself is not touched: nothing is decoded.
 * @returns null for anything else, also for a file that breaks off or is out of all proportion
 */
export function readPicture(file: Buffer): Picture | null {
  const picture = pngPicture(file) ?? jpegPicture(file) ?? webpPicture(file);
  if (picture === null) return null;
  const { width, height } = picture;
  const fits = Math.max(width, height) <= LONGEST_SIDE && width * height <= MOST_PIXELS;
  return fits && width > 0 && height > 0 ? picture : null;
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG_LEFT_OUT: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

/** Chunks of length, kind, data and checksum: IHDR first, IEND last. What follows is cut off. */
function pngPicture(file: Buffer): Picture | null {
  if (!file.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  const kept: Buffer[] = [PNG_SIGNATURE];
  let size: { width: number; height: number } | null = null;
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    if (end > file.length || (size === null) !== (kind === 'IHDR')) return null;
    if (kind === 'IHDR' && end - at !== 25) return null;
    if (kind === 'IHDR') size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    if (!PNG_LEFT_OUT.has(kind)) kept.push(file.subarray(at, end));
    if (kind === 'IEND') return size && { extension: 'png', ...size, bytes: Buffer.concat(kept) };
    at = end;
  }
  return null;
}

const WEBP_LEFT_OUT: ReadonlySet<string> = new Set(['EXIF', 'XMP ']);
/** In VP8X: EXIF and XMP are there. */
const WEBP_METADATA_FLAGS = 0x0c;

/** RIFF: chunks of kind, length and data, filled up to even lengths. */
function webpPicture(file: Buffer): Picture | null {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') return null;
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) return null;
  const kept: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let hasPixels = false;
  for (let at = 12; at + 8 <= end;) {
    const kind = file.toString('latin1', at, at + 4);
    const dataEnd = at + 8 + file.readUInt32LE(at + 4);
    if (dataEnd > end) return null;
    const data = file.subarray(at + 8, dataEnd);
    size ??= webpSize(kind, data);
    hasPixels ||= kind === 'VP8 ' || kind === 'VP8L' || kind === 'ANMF';
    const next = Math.min(dataEnd + (data.length % 2), end);
    if (!WEBP_LEFT_OUT.has(kind)) kept.push(withoutFlags(kind, file.subarray(at, next)));
    at = next;
  }
  if (size === null || !hasPixels) return null;
  const content = Buffer.concat(kept);
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  header.writeUInt32LE(content.length + 4, 4);
  return { extension: 'webp', ...size, bytes: Buffer.concat([header, content]) };
}

function webpSize(kind: string, data: Buffer): { width: number; height: number } | null {
  if (kind === 'VP8X' && data.length >= 10)
    return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
  if (kind === 'VP8 ' && data.length >= 10)
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  if (kind === 'VP8L' && data.length >= 5 && data[0] === 0x2f) {
    const bits = data.readUInt32LE(1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return null;
}

function withoutFlags(kind: string, chunk: Buffer): Buffer {
  if (kind !== 'VP8X' || chunk.length < 18) return chunk;
  const changed = Buffer.from(chunk);
  changed.writeUInt8(changed.readUInt8(8) & ~WEBP_METADATA_FLAGS, 8);
  return changed;
}
