import { createHash } from 'node:crypto';
import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobId, OperatorId } from '@paifan/shared/ids/ids';
import type { LongJobRow } from '../../db/models/longJobs';
import { keepFile } from '../../files';
import { tableFormatOf } from '../../tables/readTable';
import type { ShopContext } from '../context';
import { findOwnLongJob, requestLongJob } from '../longJobs/requestLongJob';
import { importParams } from './importProducts';

/**
 * Keeps an uploaded table of products, and asks for its check.
 * @throws ApiError table_refused, long_job_limit, idempotency_key_reused
 */
export async function requestCheck(
  shop: ShopContext,
  operatorId: OperatorId,
  key: string,
  file: Buffer,
): Promise<LongJobRow> {
  const format = tableFormatOf(file);
  if (format === null) throw new ApiError('table_refused');
  const name = `${createHash('sha256').update(file).digest('hex').slice(0, 40)}.${format}`;
  await keepFile(shop.files.folders.tables, name, file);
  return requestLongJob(shop, { operatorId }, key, { kind: 'checkProducts', params: { file: name } });
}

/**
 * Asks for the import of a table that was checked, and found right.
 * @throws ApiError long_job_not_found, long_job_state (not checked yet), table_problems, long_job_limit, idempotency_key_reused
 */
export async function requestImport(
  shop: ShopContext,
  operatorId: OperatorId,
  key: string,
  checkId: LongJobId,
): Promise<LongJobRow> {
  const check = await findOwnLongJob(shop, { operatorId }, checkId);
  if (check.kind !== 'checkProducts') throw new ApiError('long_job_not_found');
  if (check.state !== 'done') throw new ApiError('long_job_state');
  if (check.result?.problemCount !== 0) throw new ApiError('table_problems');
  const params = importParams.parse(check.params);
  return requestLongJob(shop, { operatorId }, key, { kind: 'importProducts', params });
}
