import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { ProposalRow } from '../../db/models/proposals';
import { draftOf } from '../../usecases/catalogue/proposals';
import { instant, instantOrNull } from './texts';

type ProposalView = ResponseOf<'GET /api/desk/proposals/:id'>;
type ListedView = ResponseOf<'GET /api/desk/proposals'>['items'][number];

export const presentListedProposal = (proposal: ProposalRow): ListedView => ({
  id: proposal.id,
  merchantId: proposal.merchantId,
  productId: proposal.productId,
  title: proposal.title,
  state: proposal.state,
  reason: proposal.reason,
  version: proposal.version,
  createdAt: instant(proposal.createdAt),
  submittedAt: instantOrNull(proposal.submittedAt),
  decidedAt: instantOrNull(proposal.decidedAt),
});

export const presentProposal = (proposal: ProposalRow): ProposalView => ({
  ...presentListedProposal(proposal),
  draft: draftOf(proposal),
});
