import { ApiError } from '@paifan/shared/errors/errors';
import type { Permission } from '@paifan/shared/operators/permissions';
import type { Context } from 'koa';
import type { Operator } from '../../usecases/operators/sessions';
import { bearerToken } from './authenticate';

/**
 * Which operator asks, by `Authorization: Bearer <token>`, if the role allows it.
 * @throws ApiError unauthenticated, session_expired, password_change_needed, forbidden
 */
export type AuthenticateOperator = (ctx: Context, permission: Permission) => Promise<Operator>;

export function operatorAuthenticator(
  findOperator: (token: string) => Promise<Operator | 'ended' | null>,
): AuthenticateOperator {
  return async (ctx, permission) => {
    const token = bearerToken(ctx);
    const operator = token === undefined ? null : await findOperator(token);
    if (operator === null) throw new ApiError('unauthenticated');
    if (operator === 'ended') throw new ApiError('session_expired');
    if (operator.permissions.has(permission)) return operator;
    throw new ApiError(operator.mustChangePassword ? 'password_change_needed' : 'forbidden');
  };
}
