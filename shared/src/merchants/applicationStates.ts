/** Where an application of a store or of a supplier stands. `negotiating`: the shop has offered another commission. */
export const APPLICATION_STATES = ['submitted', 'negotiating', 'approved', 'rejected', 'withdrawn'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** What applicants do (`resubmit`, `accept`, `withdraw`), and what operators do. */
export type ApplicationEvent = 'resubmit' | 'accept' | 'withdraw' | 'offer' | 'approve' | 'reject';

/** The state that follows, for every state and every event that it allows. SPEC section 11. */
export const APPLICATION_TRANSITIONS: Readonly<
  Record<ApplicationState, Readonly<Partial<Record<ApplicationEvent, ApplicationState>>>>
> = {
  submitted: {
    resubmit: 'submitted',
    withdraw: 'withdrawn',
    offer: 'negotiating',
    approve: 'approved',
    reject: 'rejected',
  },
  negotiating: {
    accept: 'submitted',
    resubmit: 'submitted',
    withdraw: 'withdrawn',
    offer: 'negotiating',
    approve: 'approved',
    reject: 'rejected',
  },
  rejected: { resubmit: 'submitted', withdraw: 'withdrawn' },
  approved: {},
  withdrawn: {},
};

/** The state after the event, or null when the state does not allow it. */
export const nextApplicationState = (
  state: ApplicationState,
  event: ApplicationEvent,
): ApplicationState | null => APPLICATION_TRANSITIONS[state][event] ?? null;

/** A negotiation, as far as it is about the commission. Ratios are exact decimal strings. */
export interface Negotiation<Ratio> {
  /** What the applicant proposes. */
  readonly proposedRatio: Ratio;
  /** What the shop offers instead; null: nothing. */
  readonly offeredRatio: Ratio | null;
  /** Has the applicant accepted that offer? */
  readonly accepted: boolean;
}

/** The commission that the applicant has agreed to: the shop may always take what was proposed, until its own offer is accepted. */
export const agreedRatio = <Ratio>({ proposedRatio, offeredRatio, accepted }: Negotiation<Ratio>): Ratio =>
  accepted && offeredRatio !== null ? offeredRatio : proposedRatio;
