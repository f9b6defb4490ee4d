import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import {
  nextApplicationState,
  type ApplicationEvent,
  type ApplicationState,
} from '@paifan/shared/merchants/applicationStates';
import type { MerchantKind } from '@paifan/shared/merchants/permissions';
import type { Database } from '../../db/connect';
import type { ApplicationRow } from '../../db/models/merchants';
import type { Page, PageRequest } from '../../db/paging';
import type { Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';

/*
 * Applications are their applicant's: of the member who made it, or of whoever has the key that came with the first answer.
 */

/** Who asks for an application. */
export interface Applicant {
  readonly memberId: MemberId | null;
  /** Of who applied without signing in. */
  readonly key?: string;
}

const KEY_BYTES = 32;

/** Opens an application that nobody signed in for. It is kept nowhere: it follows from the number and a secret of the server. */
export function applicationKey({ sealingKey }: Pick<ShopContext, 'sealingKey'>, no: string): string {
  const secret = Buffer.from(hkdfSync('sha256', sealingKey, '', 'paifan application keys', KEY_BYTES));
  return createHmac('sha256', secret).update(no).digest('base64url');
}

function isOwn(shop: ShopContext, { memberId, no }: ApplicationRow, applicant: Applicant): boolean {
  if (memberId !== null) return memberId === applicant.memberId;
  const expected = Buffer.from(applicationKey(shop, no));
  const given = Buffer.from(applicant.key ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** @throws ApiError application_not_found, also for an application of somebody else */
export async function findOwnApplication(
  shop: ShopContext,
  applicant: Applicant,
  no: string,
): Promise<ApplicationRow> {
  const row = await shop.db.applications.findOne({ where: { no } });
  if (row === null || !isOwn(shop, row, applicant)) throw new ApiError('application_not_found');
  return row;
}

/** @throws ApiError application_not_found */
export async function findApplication(db: Database, no: string): Promise<ApplicationRow> {
  const row = await db.applications.findOne({ where: { no } });
  if (row === null) throw new ApiError('application_not_found');
  return row;
}

/** An application under its lock, until the transaction ends. @throws ApiError application_not_found */
export async function lockApplication(db: Database, tx: Tx, no: string): Promise<ApplicationRow> {
  const row = await db.applications.findOne({ where: { no }, lock: tx.LOCK.UPDATE, transaction: tx });
  if (row === null) throw new ApiError('application_not_found');
  return row;
}

/** The state that follows. @throws ApiError application_state */
export function moved({ state }: ApplicationRow, event: ApplicationEvent): ApplicationState {
  const next = nextApplicationState(state, event);
  if (next === null) throw new ApiError('application_state', undefined, { state });
  return next;
}

/** A member's own applications, newest first. */
export async function readOwnApplications(
  { db }: ShopContext,
  memberId: MemberId,
  request: PageRequest,
): Promise<Page<ApplicationRow>> {
  const rows = await db.applications.findAll({
    where: { memberId, ...olderThan<string>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

export interface ApplicationQuery extends PageRequest {
  readonly state?: ApplicationState;
  readonly kind?: MerchantKind;
}

/** Applications for operators, newest first. */
export async function readApplications(
  { db }: ShopContext,
  { state, kind, ...request }: ApplicationQuery,
): Promise<Page<ApplicationRow>> {
  const rows = await db.applications.findAll({
    where: {
      ...(state === undefined ? {} : { state }),
      ...(kind === undefined ? {} : { kind }),
      ...olderThan<string>(request),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}
