import {
  agreedRatio,
  APPLICATION_STATES,
  nextApplicationState,
  type ApplicationEvent,
  type ApplicationState,
} from './applicationStates';

test.each<[ApplicationState, ApplicationEvent, ApplicationState | null]>([
  ['submitted', 'offer', 'negotiating'],
  ['negotiating', 'offer', 'negotiating'],
  ['negotiating', 'accept', 'submitted'],
  ['submitted', 'accept', null],
  ['submitted', 'approve', 'approved'],
  ['negotiating', 'approve', 'approved'],
  ['rejected', 'resubmit', 'submitted'],
  ['rejected', 'approve', null],
  ['rejected', 'withdraw', 'withdrawn'],
])('%s, %s → %s', (state, event, next) => {
  expect(nextApplicationState(state, event)).toBe(next);
});

test('what is approved or withdrawn stays so', () => {
  const events: ApplicationEvent[] = ['resubmit', 'accept', 'withdraw', 'offer', 'approve', 'reject'];
  for (const state of ['approved', 'withdrawn'] as const)
    for (const event of events) expect(nextApplicationState(state, event)).toBeNull();
  expect(APPLICATION_STATES).toHaveLength(5);
});

test.each([
  ['nothing was offered', null, false, '0.2'],
  ['an offer waits for its answer', '0.3', false, '0.2'],
  ['the offer was accepted', '0.3', true, '0.3'],
])('%s', (_, offeredRatio, accepted, agreed) => {
  expect(agreedRatio({ proposedRatio: '0.2', offeredRatio, accepted })).toBe(agreed);
});
