import {
  isRefundable,
  nextState,
  ORDER_STATES,
  TRANSITIONS,
  type OrderEvent,
  type OrderState,
} from './states';

const EVENTS: readonly OrderEvent[] = ['pay', 'ship', 'complete', 'close', 'refundInFull'];

test.each<[OrderState, OrderEvent, OrderState]>([
  ['placed', 'pay', 'paid'],
  ['placed', 'close', 'closed'],
  ['paid', 'ship', 'shipped'],
  ['paid', 'complete', 'completed'],
  ['paid', 'refundInFull', 'refunded'],
  ['shipped', 'complete', 'completed'],
  ['shipped', 'refundInFull', 'refunded'],
  ['completed', 'refundInFull', 'refunded'],
])('%s, then %s: %s', (state, event, next) => expect(nextState(state, event)).toBe(next));

test('nothing else is allowed', () => {
  const allowed = ORDER_STATES.flatMap((state) => EVENTS.filter((event) => nextState(state, event) !== null));
  expect(allowed).toHaveLength(8);
});

test.each(['closed', 'refunded'] as const)('%s is the end', (state) =>
  expect(TRANSITIONS[state]).toEqual({}),
);

test('money can be refunded while some may be left', () => {
  expect(ORDER_STATES.filter(isRefundable)).toEqual(['paid', 'shipped', 'completed']);
});
