import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const EIGHT_BITS_RGBA = Buffer.from([8, 6, 0, 0, 0]);

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, check]);
}

/**
 * A square PNG in one colour.
 * @param coverage one byte a pixel, row by row: 0 clear, 255 full.
 * @param color `#RRGGBB`
 */
export function encodePng(size: number, coverage: Uint8Array, color: string): Buffer {
  const rgb = Buffer.from(color.slice(1), 'hex');
  const rows = Buffer.alloc(size * (1 + size * 4)); // each row begins with its filter, 0: none
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = y * (1 + size * 4) + 1 + x * 4;
      rgb.copy(rows, at);
      rows[at + 3] = coverage[y * size + x] ?? 0;
    }
  }
  const sides = Buffer.alloc(8);
  sides.writeUInt32BE(size, 0);
  sides.writeUInt32BE(size, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([sides, EIGHT_BITS_RGBA])),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
