import { errors, jwtVerify, SignJWT } from 'jose';
import { memberIdSchema } from '@paifan/shared/contract/primitives';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { Clock } from '../clock';

export type TokenCheck = { ok: true; memberId: MemberId } | { ok: false; reason: 'invalid' | 'expired' };

/** Session tokens: JWT signed with HS256, whose subject is the member's id. */
export interface Tokens {
  issue(memberId: MemberId): Promise<{ token: string; expiresAt: Date }>;
  check(token: string): Promise<TokenCheck>;
}

const ALGORITHM = 'HS256';
const AUDIENCE = 'paifan-member';
const DAY_MS = 86_400_000;

export function createTokens(session: { secret: string; days: number }, clock: Clock): Tokens {
  const key = new TextEncoder().encode(session.secret);
  return {
    async issue(memberId) {
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + session.days * DAY_MS);
      const token = await new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(memberId)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt };
    },
    async check(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          audience: AUDIENCE,
          currentDate: clock.now(),
        });
        const subject = memberIdSchema.safeParse(payload.sub);
        return subject.success ? { ok: true, memberId: subject.data } : { ok: false, reason: 'invalid' };
      } catch (error) {
        return { ok: false, reason: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
      }
    },
  };
}
