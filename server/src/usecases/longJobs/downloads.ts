import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { existsSync, createReadStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { ApiError } from '@paifan/shared/errors/errors';
import { longJobId, type LongJobId } from '@paifan/shared/ids/ids';
import { LONG_JOB_WORDS } from '@paifan/shared/longJobs/kinds';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import type { LongJobRow } from '../../db/models/longJobs';
import { TABLE_FORMATS } from '../../tables/formats';
import type { ShopContext } from '../context';

/*
 * A browser downloads by an address and cannot send a token along; so the address itself is the permission, for one file and for a
 * few minutes.
 */

const LINK_MS = 5 * 60_000;
const TOKEN = /^(\d{1,19})-(\d{13})-([\w-]{43})$/;

/** Where a long job's file is downloaded, and until when. */
export interface DownloadLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** @throws ApiError long_job_state when there is no file, or not any more */
export function linkTo(shop: ShopContext, job: LongJobRow): DownloadLink {
  if (job.fileName === null) throw new ApiError('long_job_state');
  const expiresAt = new Date(shop.clock.now().getTime() + LINK_MS);
  return { url: `/api/downloads/${tokenFor(shop, job.id, expiresAt.getTime())}`, expiresAt };
}

/** A file to send. */
export interface Download {
  readonly content: Readable;
  readonly type: string;
  readonly name: string;
}

/** @throws ApiError link_expired, also for an address that nobody gave, or whose file is gone */
export async function openDownload(shop: ShopContext, token: string): Promise<Download> {
  const [, id = '', until = ''] = TOKEN.exec(token) ?? [];
  const isOurs = id !== '' && isSame(token, tokenFor(shop, longJobId(id), Number(until)));
  if (!isOurs || Number(until) <= shop.clock.now().getTime()) throw new ApiError('link_expired');
  const job = await shop.db.longJobs.findByPk(id);
  const file = job?.fileName && path.join(shop.files.folders.results, job.fileName);
  if (!job || !file || !existsSync(file)) throw new ApiError('link_expired');
  const extension = path.extname(file).slice(1);
  const day = dayText(shanghaiDay(job.requestedAt.getTime()));
  return {
    content: createReadStream(file),
    type: typeOf(extension),
    name: `${LONG_JOB_WORDS[job.kind].label}-${day}-${job.id}.${extension}`,
  };
}

/** What is no table is JSON: what a simulation shows. */
const typeOf = (extension: string): string =>
  extension === 'csv' || extension === 'xlsx' ? TABLE_FORMATS[extension].type : 'application/json';

function tokenFor({ sealingKey }: ShopContext, id: LongJobId, until: number): string {
  const key = Buffer.from(hkdfSync('sha256', sealingKey, '', 'paifan downloads', 32));
  const text = `${id}-${until}`;
  return `${text}-${createHmac('sha256', key).update(text).digest('base64url')}`;
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
