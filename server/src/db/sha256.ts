import { createHash } from 'node:crypto';
import type { HashNext } from '@paifan/shared/rebate/proof/chain';

/** The hash that links a proof's chain: of the hash before (hex) and a text, in hex. docs/PROOF.md. */
export const sha256: HashNext = (previous, text) =>
  createHash('sha256').update(previous, 'hex').update(text).digest('hex');
