export const PROPOSAL_STATES = ['draft', 'submitted', 'approved', 'rejected'] as const;
/** Where a supplier's proposal stands. */
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export type ProposalMove = 'edit' | 'submit' | 'takeBack' | 'discard' | 'approve' | 'reject';

// prettier-ignore
/** From where a proposal can be moved, and where to; null: it is gone. */
export const PROPOSAL_MOVES: Readonly<Record<ProposalMove, { from: readonly ProposalState[]; to: ProposalState | null }>> = {
  edit:     { from: ['draft', 'rejected'], to: 'draft' },
  submit:   { from: ['draft', 'rejected'], to: 'submitted' },
  takeBack: { from: ['submitted'], to: 'draft' },
  discard:  { from: ['draft', 'rejected'], to: null },
  approve:  { from: ['submitted'], to: 'approved' },
  reject:   { from: ['submitted'], to: 'rejected' },
};
