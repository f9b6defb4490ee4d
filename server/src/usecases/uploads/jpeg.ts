/** A picture without what cameras and programs wrote about it. */
export interface Picture {
  readonly extension: 'png' | 'jpg' | 'webp';
  readonly width: number;
  readonly height: number;
  /** Its bytes, without place, time, device, comments. */
  readonly bytes: Buffer;
}

/* JPEG: segments of a marker and a length, up to the scan; from there on the coded picture. */

const START_OF_SCAN = 0xda;
/** May stand before any marker. */
const FILL = 0xff;
const APP1 = 0xe1;
/** What programs wrote beside the picture: APPn and comments, but for the ones below. */
const isRemark = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
/** JFIF, the colour profile, and how Adobe coded the colours: without them it looks different. */
const KEPT_REMARKS: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee]);
/** The frame header, in its 13 kinds; C4, C8 and CC are something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** A JPEG without remarks; which side of it is up stays. null: it is none, or breaks off. */
export function jpegPicture(file: Buffer): Picture | null {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return null;
  const kept: Buffer[] = [file.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 4 <= file.length;) {
    const marker = file.readUInt8(at + 1);
    if (file.readUInt8(at) !== 0xff || marker < 0xc0) return null;
    if (marker === FILL) {
      at += 1;
      continue;
    }
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length || end < at + 4) return null;
    const segment = file.subarray(at, end);
    if (marker === START_OF_SCAN) {
      const whole = Buffer.concat([...kept, file.subarray(at)]);
      return size && { extension: 'jpg', ...size, bytes: whole };
    }
    if (isFrame(marker) && segment.length >= 9)
      size ??= { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    if (marker === APP1) kept.push(...orientationAlone(segment));
    else if (!isRemark(marker) || KEPT_REMARKS.has(marker)) kept.push(segment);
    at = end;
  }
  return null;
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION = 0x0112;

/** Of an EXIF segment the one thing without which the picture would lie on its side, if it says that. */
function orientationAlone(segment: Buffer): Buffer[] {
  if (!segment.subarray(4, 10).equals(EXIF)) return [];
  const orientation = readOrientation(segment.subarray(10));
  if (orientation === null || orientation === 1) return [];
  const kept = Buffer.alloc(36);
  kept.writeUInt16BE(0xff00 | APP1, 0);
  kept.writeUInt16BE(34, 2);
  EXIF.copy(kept, 4);
  // A TIFF, most significant byte first, with one directory of one entry.
  kept.write('MM\0*', 10, 'latin1');
  kept.writeUInt32BE(8, 14);
  kept.writeUInt16BE(1, 18);
  kept.writeUInt16BE(ORIENTATION, 20);
  kept.writeUInt16BE(3, 22);
  kept.writeUInt32BE(1, 24);
  kept.writeUInt16BE(orientation, 28);
  return [kept];
}

function readOrientation(tiff: Buffer): number | null {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 14 || (order !== 'MM' && order !== 'II')) return null;
  const short = (at: number): number => (order === 'MM' ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at));
  const directory = order === 'MM' ? tiff.readUInt32BE(4) : tiff.readUInt32LE(4);
  if (directory + 2 > tiff.length) return null;
  for (let entry = 0; entry < short(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return null;
    const value = short(at + 8);
    if (short(at) === ORIENTATION) return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}
