import type { ResponseOf } from '@paifan/shared/contract/contract';
import { readBody } from '@paifan/shared/rebate/proof/body';
import type { ProvedEvent } from '@paifan/shared/rebate/proof/verify';
import type { DayRoot } from '../../db/seals';
import type { EntryProof } from '../../usecases/queues/readProof';
import { instant } from './texts';

type ProofView = ResponseOf<'GET /api/queue/entries/:id/proof'>;
type EventView = ProofView['joining'][number];
type RootView = ResponseOf<'GET /api/proof/seals'>['items'][number];

export const presentProofEvent = ({ seq, body, hash, previousHash }: ProvedEvent): EventView => ({
  seq,
  at: instant(new Date(readBody(body).at)),
  body,
  hash,
  previousHash,
});

/** Nobody's name, and nothing that a setting hides elsewhere: a proof that an operator could switch off would be none. */
export const presentProof = ({ entry, earlier, joining, payouts, seals }: EntryProof): ProofView => ({
  queueKey: entry.queueKey,
  position: entry.position,
  earlier: [...earlier],
  joining: joining.map(presentProofEvent),
  payouts: { items: payouts.items.map(presentProofEvent), next: payouts.next },
  seals: seals.map(({ day, seq, hash, root }) => ({ day, seq, hash, root })),
});

export const presentRoot = ({ day, hash, previousHash, queues, sealedAt }: DayRoot): RootView => ({
  day,
  root: hash,
  previousRoot: previousHash,
  queues,
  sealedAt: instant(sealedAt),
});
