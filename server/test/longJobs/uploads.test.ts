import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { readPicture } from '../../src/usecases/uploads/picture';
import { addMerchant, staffWith } from '../support/merchants';
import { operatorWith } from '../support/operators';
import { startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let folder: string;
let member: Person;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paifan-files-'));
  shop = await startTestShop({ config: { files: { folder, pictureLimitBytes: 20_000 } } });
  member = await shop.signIn('member');
});
afterAll(async () => {
  await shop.stop();
  await rm(folder, { recursive: true });
});

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const chunk = (kind: string, data: Buffer): Buffer =>
  Buffer.concat([u32(data.length), Buffer.from(kind, 'latin1'), data, u32(0)]);

/** A grey PNG; nobody here checks its checksums. */
function png(width: number, height: number, extra: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])]);
  const pixels = deflateSync(Buffer.alloc(Math.min(height * (width + 1), 10_000)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    extra,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
const GPS = 'GPS 30.2741N 120.1551E';
/** EXIF of a phone held upright: the directory says orientation 6, and then come the coordinates. */
function exif(): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(6, 18);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(GPS)]);
}
function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.alloc(15);
  frame.writeUInt8(8, 0);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0')),
    segment(0xe1, exif()),
    segment(0xfe, Buffer.from(GPS)),
    segment(0xc0, frame),
    segment(0xda, Buffer.alloc(10)),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
  ]);
}
function webp(width: number, height: number): Buffer {
  const riffChunk = (kind: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(kind, 0, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const extended = Buffer.alloc(10);
  extended.writeUInt8(0x08, 0);
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riffChunk('VP8X', extended),
    riffChunk('VP8 ', Buffer.alloc(11)),
    riffChunk('EXIF', Buffer.from(GPS)),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

describe('what a picture is', () => {
  test.each<[string, Buffer, object]>([
    ['PNG', png(30, 20, chunk('tEXt', Buffer.from(GPS))), { extension: 'png', width: 30, height: 20 }],
    ['JPEG', jpeg(40, 30), { extension: 'jpg', width: 40, height: 30 }],
    ['WebP', webp(50, 40), { extension: 'webp', width: 50, height: 40 }],
  ])('a %s is told by its bytes, and where it was taken is left out', (_, file, expected) => {
    const picture = readPicture(file);
    expect(picture).toMatchObject(expected);
    expect(file.includes('GPS')).toBe(true);
    expect(picture?.bytes.includes('GPS')).toBe(false);
    // What was cleaned is a picture like before, and nothing more is left out of it.
    expect(readPicture(picture?.bytes ?? Buffer.alloc(0))).toEqual(picture);
  });

  test('which side of a photograph is up stays', () => {
    const bytes = readPicture(jpeg(40, 30))?.bytes ?? Buffer.alloc(0);
    const at = bytes.indexOf('Exif');
    expect(bytes.subarray(at + 6, at + 10)).toEqual(Buffer.from('MM\0*', 'latin1'));
    expect(bytes.readUInt16BE(at + 16)).toBe(0x0112);
    expect(bytes.readUInt16BE(at + 24)).toBe(6);
  });

  test('what follows the end of a PNG is cut off', () => {
    expect(readPicture(Buffer.concat([png(3, 2), Buffer.from('<script>')]))?.bytes).toEqual(png(3, 2));
  });

  test.each<[string, Buffer]>([
    ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', Buffer.alloc(0)],
    ['a GIF', Buffer.from('GIF89a')],
    ['a PNG without an end', png(3, 2).subarray(0, -6)],
    ['a PNG of a size that unfolds', png(100_000, 3)],
    ['a PNG without pixels', png(0, 3)],
    ['a JPEG that breaks off', jpeg(3, 2).subarray(0, 30)],
    ['a WebP that breaks off', webp(3, 2).subarray(0, 40)],
  ])('%s is none', (_, file) => {
    expect(readPicture(file)).toBeNull();
  });

  test('no cut and no broken byte of a picture is more than refused', () => {
    for (const file of [png(30, 20), jpeg(40, 30), webp(50, 40)]) {
      for (let at = 0; at < file.length; at += 1) {
        expect(() => readPicture(file.subarray(0, at))).not.toThrow();
        for (const value of [0, 0x7f, 0xff]) {
          const broken = Buffer.from(file);
          broken.writeUInt8(value, at);
          expect(() => readPicture(broken)).not.toThrow();
        }
      }
    }
  });
});

async function send(body: Buffer | FormData, type?: string, token = member.token, at = '/api/uploads') {
  const response = await fetch(`${shop.url}${at}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, ...(type === undefined ? {} : { 'Content-Type': type }) },
    body: body instanceof FormData ? body : new Uint8Array(body),
  });
  return { status: response.status, body: (await response.json()) as { path: string; code: string } };
}

const form = (bytes: Buffer, name = 'file'): FormData => {
  const data = new FormData();
  data.append('purpose', 'afterSale');
  data.append(name, new Blob([new Uint8Array(bytes)], { type: 'image/png' }), '../../照片.png');
  return data;
};

describe('uploading', () => {
  test('a form, or the bytes alone, of whoever: one file, found by its path for ever', async () => {
    const operator = await operatorWith(shop, 'service');
    const clerk = await staffWith(shop, await addMerchant(shop), 'clerk');
    const first = await send(form(png(8, 8)));
    expect(first).toMatchObject({ status: 200, body: { width: 8, height: 8 } });
    expect(first.body.path).toMatch(/^\/uploads\/[0-9a-f]{2}\/[0-9a-f]{38}\.png$/);
    expect(await send(png(8, 8), 'image/jpeg')).toEqual(first);
    expect(await send(png(8, 8), 'image/png', operator.token, '/api/admin/uploads')).toEqual(first);
    expect(await send(form(png(8, 8)), undefined, clerk.token, '/api/desk/uploads')).toEqual(first);
    expect(await readdir(path.join(folder, 'pictures'))).toHaveLength(1);
    const [owners] = await shop.db.sequelize.query('SELECT owner_kind FROM uploads ORDER BY id');
    expect(owners).toEqual([{ owner_kind: 'member' }, { owner_kind: 'operator' }, { owner_kind: 'staff' }]);

    const picture = await fetch(`${shop.url}${first.body.path}`);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png(8, 8));
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'max-age=31536000,immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each<[string, () => Promise<{ status: number; body: { code: string } }>, number, string]>([
    ['no picture', () => send(form(Buffer.from('hello'))), 422, 'picture_refused'],
    ['too large, alone', () => send(Buffer.alloc(20_001), 'image/png'), 413, 'payload_too_large'],
    ['too large, in a form', () => send(form(Buffer.alloc(20_001))), 413, 'payload_too_large'],
    ['JSON', () => send(Buffer.from('{}'), 'application/json'), 415, 'unsupported_media_type'],
    ['a form without a file', () => send(form(png(3, 3), 'picture')), 400, 'bad_request'],
    ['nothing', () => send(Buffer.alloc(0), 'image/png'), 400, 'bad_request'],
    ['no form', () => send(Buffer.from('x'), 'multipart/form-data; boundary=y'), 400, 'bad_request'],
    ['by nobody', () => send(form(png(3, 3)), undefined, 'x'), 401, 'unauthenticated'],
  ])('what is %s is refused', async (_, asking, status, code) => {
    expect(await asking()).toMatchObject({ status, body: { code } });
  });

  test('no address leads out of the folder of pictures', async () => {
    for (const address of ['/uploads/..%2f..%2fpackage.json', '/uploads/', '/uploads/ab/..%2f..%2ftables'])
      expect([403, 404]).toContain((await fetch(`${shop.url}${address}`)).status);
  });

  test('a member brings a hundred pictures a day at most', async () => {
    const busy = await shop.signIn('busy');
    await shop.db.sequelize.query(
      `INSERT INTO uploads (name, owner_kind, owner_id, bytes, width, height, created_at)
       VALUES ${Array.from({ length: 100 }, (_, n) => `('x/${n}', 'member', ${busy.id}, 1, 1, 1, '2026-03-01 10:00:00')`).join()}`,
    );
    expect(await send(form(png(4, 4)), undefined, busy.token)).toMatchObject({
      status: 429,
      body: { code: 'upload_limit' },
    });
    shop.clock.advance(9 * 3_600_000);
    const later = await shop.signIn('busy');
    expect((await send(form(png(4, 4)), undefined, later.token)).status).toBe(200);
  });

  test('who applies without signing in brings pictures, too; all of them together five hundred a day', async () => {
    const asStranger = () => send(form(png(5, 5)), undefined, 'nobody', '/api/applications/uploads');
    expect(await asStranger()).toMatchObject({ status: 200, body: { width: 5 } });
    const ofMember = await send(form(png(5, 6)), undefined, member.token, '/api/applications/uploads');
    expect(ofMember.status).toBe(200);
    await shop.db.sequelize.query(
      `INSERT INTO uploads (name, owner_kind, owner_id, bytes, width, height, created_at)
       SELECT CONCAT('y/', seq.n), 'form', 0, 1, 1, 1, (SELECT MAX(u.created_at) FROM uploads u)
       FROM (WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 499) SELECT n FROM c) seq`,
    );
    expect(await asStranger()).toMatchObject({ status: 429, body: { code: 'upload_limit' } });
  });
});
