import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OperatorId, StaffId } from '@paifan/shared/ids/ids';
import { countColumn } from '../../db/columns';
import { execute, queryOne } from '../../db/query';
import { keepFile } from '../../files';
import type { ShopContext } from '../context';
import { readPicture } from './picture';

/** Whose upload it is. */
export type UploadOwner =
  | { readonly kind: 'member'; readonly id: MemberId }
  | { readonly kind: 'staff'; readonly id: StaffId }
  | { readonly kind: 'operator'; readonly id: OperatorId }
  | typeof THE_FORM;

/** Everybody who applies without signing in, together. */
export const THE_FORM = { kind: 'form', id: '0' } as const;

/** A picture that is kept. */
export interface Upload {
  /** Where everybody finds it: `/uploads/…`. */
  readonly path: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

const DAY_MS = 86_400_000;
/** Enough for who works with pictures; a script does not fill the disk. */
const UPLOADS_A_DAY = { member: 100, staff: 1_000, operator: 5_000, form: 500 } as const;
const countRow = z.object({ uploads: countColumn });

/**
 * Keeps a picture under a name that says what is in it: uploaded again, it is the same one.
 * @throws ApiError picture_refused, upload_limit
 */
export async function saveUpload(shop: ShopContext, owner: UploadOwner, file: Buffer): Promise<Upload> {
  const picture = readPicture(file);
  if (picture === null) throw new ApiError('picture_refused');
  await assertWithinLimit(shop, owner);
  const hash = createHash('sha256').update(picture.bytes).digest('hex').slice(0, 40);
  const name = `${hash.slice(0, 2)}/${hash.slice(2)}.${picture.extension}`;
  await keepFile(shop.files.folders.pictures, name, picture.bytes);
  const { width, height } = picture;
  const bytes = picture.bytes.length;
  await execute(
    shop.db,
    `INSERT IGNORE INTO uploads (name, owner_kind, owner_id, bytes, width, height, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [name, owner.kind, owner.id, bytes, width, height, shop.clock.now()],
  );
  return { path: `/uploads/${name}`, bytes, width, height };
}

async function assertWithinLimit({ db, clock }: ShopContext, owner: UploadOwner): Promise<void> {
  const since = new Date(clock.now().getTime() - DAY_MS);
  const row = await queryOne(
    db,
    'SELECT COUNT(*) AS uploads FROM uploads WHERE owner_kind = ? AND owner_id = ? AND created_at > ?',
    [owner.kind, owner.id, since],
    countRow,
  );
  if ((row?.uploads ?? 0) >= UPLOADS_A_DAY[owner.kind]) throw new ApiError('upload_limit');
}
