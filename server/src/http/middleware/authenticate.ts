import type { MemberId } from '@paifan/shared/ids/ids';
import { ApiError } from '@paifan/shared/errors/errors';
import type { Context } from 'koa';
import type { Tokens } from '../tokens';

/**
 * Who asks, by `Authorization: Bearer <token>`. On public routes a missing or worn-out token means «nobody».
 * @throws ApiError unauthenticated, session_expired (on member routes)
 */
export type Authenticate = (ctx: Context, auth: 'public' | 'member') => Promise<MemberId | null>;

const BEARER = /^Bearer ([\w.-]{1,2048})$/i;

/** The token that came along, if it could be one. */
export const bearerToken = (ctx: Context): string | undefined => BEARER.exec(ctx.get('authorization'))?.[1];

/** @param isMember a token can outlive its member when a database is begun anew */
export function authenticator(tokens: Tokens, isMember: (id: MemberId) => Promise<boolean>): Authenticate {
  return async (ctx, auth) => {
    const token = bearerToken(ctx);
    const refuse = (code: 'unauthenticated' | 'session_expired'): null => {
      if (auth === 'public') return null;
      throw new ApiError(code);
    };
    if (token === undefined) return refuse('unauthenticated');
    const checked = await tokens.check(token);
    if (!checked.ok) return refuse(checked.reason === 'expired' ? 'session_expired' : 'unauthenticated');
    return (await isMember(checked.memberId)) ? checked.memberId : refuse('session_expired');
  };
}
