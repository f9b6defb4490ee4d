import { createHmac } from 'node:crypto';
import type { HmacSha256 } from '@paifan/shared/rebate/lottery/drawFromSeed';

/** What a lot follows from: HMAC-SHA256 of a text under a key (hex), in hex. docs/PROOF.md. */
export const hmacSha256: HmacSha256 = (key, text) =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');
