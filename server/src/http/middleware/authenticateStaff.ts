import type { Context } from 'koa';
import { ApiError } from '@paifan/shared/errors/errors';
import { merchantId, type MemberId, type MerchantId } from '@paifan/shared/ids/ids';
import type { StaffPermission } from '@paifan/shared/merchants/permissions';
import { STAFF_TOKEN, type Staff } from '../../usecases/staff/findStaff';
import { bearerToken, type Authenticate } from './authenticate';

/**
 * Who at which merchant's desk asks, by `Authorization: Bearer <token>`: a token of the desk's console, or a member's own. A
 * member who works for several merchants names one by `X-Merchant-Id`.
 * @throws ApiError unauthenticated, session_expired, password_change_needed, forbidden
 */
export type AuthenticateStaff = (ctx: Context, permission: StaffPermission) => Promise<Staff>;

/** Where to look. */
export interface StaffFinder {
  byToken(token: string): Promise<Staff | 'ended' | null>;
  ofMember(memberId: MemberId, merchant: MerchantId | null): Promise<Staff | null>;
}

const MERCHANT_ID = /^[1-9]\d{0,18}$/;

export function staffAuthenticator(find: StaffFinder, authenticate: Authenticate): AuthenticateStaff {
  async function findStaff(ctx: Context): Promise<Staff> {
    const token = bearerToken(ctx);
    if (token !== undefined && STAFF_TOKEN.test(token)) {
      const staff = await find.byToken(token);
      if (staff === null) throw new ApiError('unauthenticated');
      if (staff === 'ended') throw new ApiError('session_expired');
      return staff;
    }
    const memberId = await authenticate(ctx, 'member');
    const named = ctx.get('x-merchant-id');
    if (named !== '' && !MERCHANT_ID.test(named)) throw new ApiError('forbidden');
    const staff = memberId && (await find.ofMember(memberId, named === '' ? null : merchantId(named)));
    if (!staff) throw new ApiError('forbidden');
    return staff;
  }

  return async (ctx, permission) => {
    const staff = await findStaff(ctx);
    if (staff.permissions.has(permission)) return staff;
    throw new ApiError(staff.mustChangePassword ? 'password_change_needed' : 'forbidden');
  };
}
