/** Where a withdrawal stands. The money is reserved from the request on, until it is paid or returned. */
export const WITHDRAWAL_STATES = [
  /** an operator has to approve it */
  'reviewing',
  /** to be sent to WeChat Pay */
  'approved',
  /** WeChat Pay is being asked, or works on it */
  'sent',
  /** the member has to confirm it in WeChat, within 24 hours */
  'waitingConfirm',
  /** nothing more is asked for; the money returns when it is certain that none went out */
  'cancelling',
  'paid',
  /** these three with the money returned, in the same step */
  'failed',
  'cancelled',
  'rejected',
] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

/** What can happen to a withdrawal. `giveUp`: the member, or a final refusal of WeChat Pay, wants it undone. */
export type WithdrawalEvent =
  'approve' | 'reject' | 'send' | 'askMember' | 'giveUp' | 'pay' | 'fail' | 'cancel';

type Transitions = Readonly<
  Record<WithdrawalState, Readonly<Partial<Record<WithdrawalEvent, WithdrawalState>>>>
>;

/** The state that follows, for every state and every event that it allows. */
export const WITHDRAWAL_TRANSITIONS: Transitions = {
  reviewing: { approve: 'approved', reject: 'rejected', giveUp: 'cancelled' },
  approved: { send: 'sent', giveUp: 'cancelled' },
  sent: {
    askMember: 'waitingConfirm',
    giveUp: 'cancelling',
    pay: 'paid',
    fail: 'failed',
    cancel: 'cancelled',
  },
  waitingConfirm: { giveUp: 'cancelling', pay: 'paid', fail: 'failed', cancel: 'cancelled' },
  cancelling: { pay: 'paid', fail: 'failed', cancel: 'cancelled' },
  paid: {},
  failed: {},
  cancelled: {},
  rejected: {},
};

/** The state after the event, or null when the state does not allow it. */
export const nextWithdrawalState = (state: WithdrawalState, event: WithdrawalEvent): WithdrawalState | null =>
  WITHDRAWAL_TRANSITIONS[state][event] ?? null;

/** Has it ended? Nothing can happen to it any more. */
export const isOver = (state: WithdrawalState): boolean =>
  Object.keys(WITHDRAWAL_TRANSITIONS[state]).length === 0;

/** The states in which it came to nothing: the money is cash again. */
export const RETURNED_STATES: readonly WithdrawalState[] = ['failed', 'cancelled', 'rejected'];
