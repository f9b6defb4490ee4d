import { createHash } from 'node:crypto';
import { ApiError } from '@paifan/shared/errors/errors';
import type { LongJobId, StoreId } from '@paifan/shared/ids/ids';
import type { LongJobKindName } from '@paifan/shared/longJobs/kinds';
import type { LongJobRow } from '../../db/models/longJobs';
import { keepFile } from '../../files';
import { tableFormatOf } from '../../tables/readTable';
import type { ShopContext } from '../context';
import { findOwnLongJob, requestLongJob, type LongJobOwner } from '../longJobs/requestLongJob';
import { importParams } from './importParams';

const kindsOf = (owner: LongJobOwner): Readonly<Record<'check' | 'import', LongJobKindName>> =>
  owner.operatorId === undefined
    ? { check: 'deskCheckProducts', import: 'deskImportProducts' }
    : { check: 'checkProducts', import: 'importProducts' };

/**
 * Keeps an uploaded table of products, and asks for its check.
 * @param storeId of a store's desk: whose products they are
 * @throws ApiError table_refused, long_job_limit, idempotency_key_reused
 */
export async function requestCheck(
  shop: ShopContext,
  owner: LongJobOwner,
  key: string,
  file: Buffer,
  storeId?: StoreId,
): Promise<LongJobRow> {
  const format = tableFormatOf(file);
  if (format === null) throw new ApiError('table_refused');
  const name = `${createHash('sha256').update(file).digest('hex').slice(0, 40)}.${format}`;
  await keepFile(shop.files.folders.tables, name, file);
  const params = { file: name, ...(storeId === undefined ? {} : { storeId }) };
  return requestLongJob(shop, owner, key, { kind: kindsOf(owner).check, params });
}

/**
 * Asks for the import of a table that was checked, and found right.
 * @throws ApiError long_job_not_found, long_job_state (not checked yet), table_problems, long_job_limit, idempotency_key_reused
 */
export async function requestImport(
  shop: ShopContext,
  owner: LongJobOwner,
  key: string,
  checkId: LongJobId,
): Promise<LongJobRow> {
  const check = await findOwnLongJob(shop, owner, checkId);
  if (check.kind !== kindsOf(owner).check) throw new ApiError('long_job_not_found');
  if (check.state !== 'done') throw new ApiError('long_job_state');
  if (check.result?.problemCount !== 0) throw new ApiError('table_problems');
  const params = importParams.parse(check.params);
  return requestLongJob(shop, owner, key, { kind: kindsOf(owner).import, params });
}
