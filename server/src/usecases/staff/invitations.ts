import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, MerchantId, StaffInvitationId } from '@paifan/shared/ids/ids';
import type { StaffRole } from '@paifan/shared/merchants/permissions';
import { staffScene } from '@paifan/shared/merchants/scenes';
import { Op } from 'sequelize';
import { isDuplicate } from '../../db/errors';
import type { StaffInvitationRow, StaffRow } from '../../db/models/merchants';
import type { Page, PageRequest } from '../../db/paging';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { drawCode } from '../drawCode';
import { olderThan, pageLimit, toPage } from '../lists';
import { randomCode } from '../orders/orderNumber';
import { hashOf, once } from '../once';

/** The page that the picture of an invitation opens. Without a leading slash. */
const STAFF_PAGE = 'packages/desk/join/index';
const CODE_LENGTH = 10;
const GOOD_FOR_MS = 24 * 3_600_000;

/**
 * Makes a code by which one member comes to a desk; it is good for 24 hours. With a key that was used before, the code of then
 * comes back.
 * @throws ApiError forbidden_phrase, idempotency_key_reused
 */
export async function inviteStaff(
  { db, clock }: ShopContext,
  merchantId: MerchantId,
  idempotencyKey: string,
  invitation: { readonly name: string; readonly role: StaffRole },
): Promise<StaffInvitationRow> {
  assertAllowedTexts({ name: invitation.name });
  const requestHash = hashOf(invitation);
  const find = (): Promise<StaffInvitationRow | null> =>
    db.staffInvitations.findOne({ where: { merchantId, idempotencyKey } });
  return once(requestHash, find, async () => {
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + GOOD_FOR_MS);
    const code = randomCode(CODE_LENGTH);
    const row = { merchantId, code, ...invitation, idempotencyKey, requestHash, createdAt, expiresAt };
    const { id } = await db.staffInvitations.create(row);
    return db.staffInvitations.findByPk(id, { rejectOnEmpty: true });
  });
}

/** Codes that are still good, newest first. */
export async function readStaffInvitations(
  { db, clock }: ShopContext,
  merchantId: MerchantId,
  request: PageRequest,
): Promise<Page<StaffInvitationRow>> {
  const rows = await db.staffInvitations.findAll({
    where: {
      ...{ merchantId, staffId: null, revokedAt: null, expiresAt: { [Op.gt]: clock.now() } },
      ...olderThan<StaffInvitationId>(request),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** Takes a code back. Repeating it changes nothing. @throws ApiError staff_invitation_not_found, also when somebody came by it */
export async function revokeStaffInvitation(
  { db, clock }: ShopContext,
  merchantId: MerchantId,
  id: StaffInvitationId,
): Promise<void> {
  await execute(
    db,
    `UPDATE staff_invitations SET revoked_at = COALESCE(revoked_at, :now)
     WHERE id = :id AND merchant_id = :merchantId AND staff_id IS NULL`,
    { id, merchantId, now: clock.now() },
  );
  const revoked = await db.staffInvitations.count({
    where: { id, merchantId, revokedAt: { [Op.ne]: null } },
  });
  if (revoked === 0) throw new ApiError('staff_invitation_not_found');
}

/**
 * The picture of an invitation: whoever scans it comes to the desk of the mini-program with the code filled in.
 * @throws ApiError staff_invitation_not_found (also another merchant's, or one that is used, taken back or too old), wechat_unavailable
 */
export async function drawStaffInvitation(
  shop: ShopContext,
  merchantId: MerchantId,
  id: StaffInvitationId,
): Promise<Uint8Array> {
  const { db, clock } = shop;
  const invitation = await db.staffInvitations.findOne({
    where: { id, merchantId, staffId: null, revokedAt: null, expiresAt: { [Op.gt]: clock.now() } },
  });
  if (invitation === null) throw new ApiError('staff_invitation_not_found');
  return drawCode(shop, { scene: staffScene(invitation.code), page: STAFF_PAGE });
}

/** A code that somebody can still come by. @throws ApiError staff_invitation_not_found */
export async function findGoodInvitation(
  { db, clock }: ShopContext,
  code: string,
): Promise<StaffInvitationRow> {
  const invitation = await db.staffInvitations.findOne({
    where: { code, staffId: null, revokedAt: null, expiresAt: { [Op.gt]: clock.now() } },
  });
  if (invitation === null) throw new ApiError('staff_invitation_not_found');
  return invitation;
}

/**
 * A member comes to a desk by a code. Repeated by the same member it answers the same.
 * @throws ApiError staff_invitation_not_found when the code is unknown, used, taken back or too old; staff_already
 */
export async function joinDesk(shop: ShopContext, memberId: MemberId, code: string): Promise<StaffRow> {
  const { db, clock } = shop;
  try {
    return await inTransaction(db, async (tx) => {
      const invitation = await db.staffInvitations.findOne({
        ...{ where: { code: code.trim().toUpperCase() }, lock: tx.LOCK.UPDATE, transaction: tx },
      });
      if (invitation === null || invitation.revokedAt !== null)
        throw new ApiError('staff_invitation_not_found');
      const known = await db.staff.findOne({
        ...{ where: { merchantId: invitation.merchantId, memberId }, lock: tx.LOCK.UPDATE, transaction: tx },
      });
      if (invitation.staffId !== null && known?.id === invitation.staffId && known.disabledAt === null)
        return known;
      if (invitation.staffId !== null || invitation.expiresAt <= clock.now())
        throw new ApiError('staff_invitation_not_found');
      const staff = await takeIn(shop, tx, memberId, invitation, known);
      await invitation.update({ staffId: staff.id }, { transaction: tx });
      return staff;
    });
  } catch (error) {
    // The same member by another code in the same moment.
    if (isDuplicate(error, 'staff_member')) throw new ApiError('staff_already');
    throw error;
  }
}

/** Somebody who was disabled comes back with the role of the invitation. */
async function takeIn(
  { db, clock }: ShopContext,
  tx: Tx,
  memberId: MemberId,
  { merchantId, name, role }: StaffInvitationRow,
  known: StaffRow | null,
): Promise<StaffRow> {
  if (known === null) {
    const { id } = await db.staff.create(
      { merchantId, memberId, name, role, createdAt: clock.now() },
      { transaction: tx },
    );
    return db.staff.findByPk(id, { transaction: tx, rejectOnEmpty: true });
  }
  if (known.disabledAt === null) throw new ApiError('staff_already');
  return known.update({ name, role, disabledAt: null }, { transaction: tx });
}
