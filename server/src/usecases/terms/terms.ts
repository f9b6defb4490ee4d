import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OperatorId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { insertRows } from '../../db/bulk';
import { idColumn, timeColumn } from '../../db/columns';
import type { TermsVersionRow } from '../../db/models/terms';
import type { Page, PageRequest } from '../../db/paging';
import { queryOne } from '../../db/query';
import { inTransaction, type Executor } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';

type Office = Pick<ShopContext, 'db' | 'clock'>;

const standingRow = z.object({ id: idColumn, accepted_at: timeColumn.nullable() });

/** The version in force, and whether a member has accepted it; null: there is none. */
const readStanding = (executor: Executor, memberId: MemberId | null) =>
  queryOne(
    executor,
    `SELECT v.id, a.accepted_at FROM terms_versions v
     LEFT JOIN terms_acceptances a ON a.terms_id = v.id AND a.member_id = ?
     ORDER BY v.id DESC LIMIT 1`,
    [memberId],
    standingRow,
  );

/** The terms in force, as a member (or nobody) stands to them. */
export interface TermsInForce {
  readonly terms: TermsVersionRow | null;
  readonly accepted: boolean;
}

export async function readTermsInForce({ db }: Office, memberId: MemberId | null): Promise<TermsInForce> {
  const standing = await readStanding(db, memberId);
  return {
    terms: standing && (await db.termsVersions.findByPk(standing.id)),
    accepted: standing?.accepted_at != null,
  };
}

/**
 * No order without the terms in force: the first one asks for them, and the next one after a new version. A shop without terms asks
 * for nothing. SPEC section 12.
 * @throws ApiError terms_needed
 */
export async function assertTermsAccepted(executor: Executor, memberId: MemberId): Promise<void> {
  const standing = await readStanding(executor, memberId);
  if (standing !== null && standing.accepted_at === null)
    throw new ApiError('terms_needed', undefined, { termsId: standing.id });
}

/** Keeps that a member accepts the terms in force. @throws ApiError terms_not_found, terms_outdated */
export async function acceptTerms({ db, clock }: Office, memberId: MemberId, id: string): Promise<void> {
  const standing = await readStanding(db, memberId);
  if (standing?.id !== id) {
    const isOld = (await db.termsVersions.count({ where: { id } })) > 0;
    throw new ApiError(isOld ? 'terms_outdated' : 'terms_not_found');
  }
  const row = [memberId, id, clock.now()];
  await inTransaction(db, (tx) =>
    insertRows(
      tx,
      'terms_acceptances',
      ['member_id', 'terms_id', 'accepted_at'],
      [row],
      'terms_id = terms_id',
    ),
  );
}

export async function readTermsVersions(
  { db }: Office,
  request: PageRequest,
): Promise<Page<TermsVersionRow>> {
  const rows = await db.termsVersions.findAll({
    where: { ...olderThan(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

export interface NewTerms {
  readonly title: string;
  readonly body: string;
  /** The newest version that the operator has seen; null: none. Absent: whatever there is. */
  readonly latestId?: string | null;
}

/** Publishes a version of the terms; it is in force at once. @throws ApiError terms_outdated, forbidden_phrase */
export async function publishTerms(
  { db, clock }: Office,
  by: OperatorId | null,
  { title, body, latestId }: NewTerms,
): Promise<TermsVersionRow> {
  assertAllowedTexts({ title, body });
  return inTransaction(db, async (tx) => {
    const latest = await db.termsVersions.findOne({
      ...{ order: [['id', 'DESC']], limit: 1 },
      ...{ lock: tx.LOCK.UPDATE, transaction: tx },
    });
    if (latestId !== undefined && latestId !== (latest?.id ?? null))
      throw new ApiError('terms_outdated', '协议已被他人更新，请核对后重新发布');
    const at = clock.now();
    const terms = { title, body, publishedAt: at, operatorId: by };
    const row = await db.termsVersions.create(terms, { transaction: tx });
    await audit(tx, {
      ...{ at, operatorId: by, action: 'terms.published', subject: `terms:${row.id}` },
      ...{ before: latest && { id: latest.id, title: latest.title }, after: { id: row.id, title } },
    });
    return row;
  });
}
