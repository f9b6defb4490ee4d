import {
  isOver,
  nextWithdrawalState,
  RETURNED_STATES,
  WITHDRAWAL_STATES,
  WITHDRAWAL_TRANSITIONS,
  type WithdrawalEvent,
  type WithdrawalState,
} from './withdrawalStates';

test.each<[string, WithdrawalState, WithdrawalEvent, WithdrawalState | null]>([
  ['is sent only after somebody approved it', 'reviewing', 'send', null],
  ['that was rejected is not approved any more', 'rejected', 'approve', null],
  ['that nobody has sent yet is undone at once', 'approved', 'giveUp', 'cancelled'],
  ['that was sent is undone only when it is certain that no money goes out', 'sent', 'giveUp', 'cancelling'],
  ['that the member confirms while it is being cancelled is paid', 'cancelling', 'pay', 'paid'],
  ['that is being cancelled is not handed to the member again', 'cancelling', 'askMember', null],
  ['that is paid cannot fail', 'paid', 'fail', null],
  ['that failed cannot be paid', 'failed', 'pay', null],
])('a withdrawal %s', (_, state, event, expected) => {
  expect(nextWithdrawalState(state, event)).toBe(expected);
});

test('it ends paid, or with its money returned', () => {
  expect(WITHDRAWAL_STATES.filter(isOver)).toEqual(['paid', ...RETURNED_STATES]);
});

test('every state but the one of the beginning is reached from another', () => {
  const reached = new Set(Object.values(WITHDRAWAL_TRANSITIONS).flatMap((events) => Object.values(events)));
  expect(WITHDRAWAL_STATES.filter((state) => !reached.has(state))).toEqual(['reviewing']);
});
