import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Busboy } from '@fastify/busboy';
import { ApiError } from '@paifan/shared/errors/errors';
import type { Context } from 'koa';
import { readRawBody } from './readBody';

/** A file as it came. What it says of itself is not believed. */
export interface UploadedFile {
  readonly bytes: Buffer;
}

/** What a form has beside its file. */
const FORM_BYTES = 65_536;
const LIMITS = { files: 1, fields: 10, fieldSize: 1_024, headerPairs: 20, headerSize: 4_096 };
/** What a body may be when it is no form. */
const ALONE = ['image/*', 'text/csv', 'application/octet-stream', 'application/vnd.*'];

/**
 * The uploaded file: the part `file` of a form, as `wx.uploadFile` and browsers send it, or the whole body.
 * @throws ApiError unsupported_media_type, payload_too_large, bad_request
 */
export async function readUpload(ctx: Context, limitBytes: number): Promise<UploadedFile> {
  const isForm = ctx.is('multipart/form-data') !== false;
  const encoding = ctx.get('content-encoding') || 'identity';
  if ((!isForm && ctx.is(ALONE) === false) || encoding !== 'identity')
    throw new ApiError('unsupported_media_type', '请以文件形式上传');
  const body = await readRawBody(ctx, isForm ? limitBytes + FORM_BYTES : limitBytes);
  const bytes = isForm ? await fileOf(body, ctx.get('content-type')) : body;
  if (bytes === null || bytes.length === 0)
    throw new ApiError('bad_request', undefined, [{ path: 'body.file', problem: 'is missing' }]);
  if (bytes.length > limitBytes) throw new ApiError('payload_too_large');
  return { bytes };
}

async function fileOf(form: Buffer, contentType: string): Promise<Buffer | null> {
  try {
    const busboy = new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
    const files: Promise<Buffer>[] = [];
    busboy.on('file', (name, stream) => {
      if (name === 'file') files.push(buffer(stream));
      else stream.resume();
    });
    const finished = once(busboy, 'finish');
    busboy.end(form);
    await finished;
    return (await files[0]) ?? null;
  } catch {
    throw new ApiError('bad_request', undefined, [{ path: 'body', problem: 'is no valid form' }]);
  }
}
