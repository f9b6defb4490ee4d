import {
  AFTER_SALE_KINDS,
  AFTER_SALE_STATES,
  AFTER_SALE_TRANSITIONS,
  nextAfterSaleState,
  OPEN_AFTER_SALE_STATES,
  piecesToSend,
  requestablePieces,
  type AfterSaleEvent,
  type AfterSaleKind,
  type AfterSaleState,
  type LinePieces,
} from './afterSale';

test.each<[string, AfterSaleKind, AfterSaleEvent[], AfterSaleState]>([
  ['money back without goods', 'refundOnly', ['approve', 'refund', 'succeed'], 'refunded'],
  [
    'goods and money back',
    'returnRefund',
    ['approve', 'sendBack', 'receive', 'refund', 'succeed'],
    'refunded',
  ],
  ['a parcel whose number was wrong', 'returnRefund', ['approve', 'sendBack', 'sendBack'], 'returning'],
  ['goods that are not those that were sold', 'returnRefund', ['approve', 'sendBack', 'reject'], 'rejected'],
  ['goods that are never sent back', 'returnRefund', ['approve', 'reject'], 'rejected'],
  ['a buyer who thinks better of it', 'returnRefund', ['approve', 'cancel'], 'cancelled'],
  ['a shop that does not agree', 'refundOnly', ['reject'], 'rejected'],
  [
    'a refund that fails and is tried again',
    'refundOnly',
    ['approve', 'refund', 'fail', 'retry'],
    'refunding',
  ],
  [
    'a refund that fails and is put right at WeChat',
    'refundOnly',
    ['approve', 'refund', 'fail', 'succeed'],
    'refunded',
  ],
])('%s', (_, kind, events, end) => {
  let state: AfterSaleState = 'requested';
  for (const event of events) {
    const next = nextAfterSaleState(kind, state, event);
    expect(next).not.toBeNull();
    state = next ?? state;
  }
  expect(state).toBe(end);
});

test.each<[AfterSaleKind, AfterSaleState, AfterSaleEvent]>([
  ['refundOnly', 'approved', 'sendBack'],
  ['refundOnly', 'approved', 'cancel'],
  ['returnRefund', 'requested', 'refund'],
  ['returnRefund', 'approved', 'refund'],
  ['returnRefund', 'returning', 'cancel'],
  ['returnRefund', 'refunding', 'cancel'],
  ['refundOnly', 'refunded', 'retry'],
])('%s that is %s does not %s', (kind, state, event) =>
  expect(nextAfterSaleState(kind, state, event)).toBeNull(),
);

test('an open request is one to which something can still happen, whatever its kind', () => {
  expect(OPEN_AFTER_SALE_STATES).toEqual([
    'requested',
    'approved',
    'returning',
    'received',
    'refunding',
    'failed',
  ]);
  const ended = AFTER_SALE_STATES.filter((state) => !OPEN_AFTER_SALE_STATES.includes(state));
  for (const kind of AFTER_SALE_KINDS)
    for (const state of ended) expect(AFTER_SALE_TRANSITIONS[kind][state]).toEqual({});
});

const line = (change: Partial<LinePieces> = {}): LinePieces => ({
  quantity: 5,
  shipped: 0,
  withdrawn: 0,
  heldBack: 0,
  claimed: 0,
  ...change,
});

test.each<[string, AfterSaleKind, 'paid' | 'completed', LinePieces, number]>([
  ['nothing was sent: nothing comes back', 'returnRefund', 'paid', line(), 0],
  ['nothing was sent: all can stay', 'refundOnly', 'paid', line(), 5],
  ['what was sent comes back', 'returnRefund', 'paid', line({ shipped: 3, claimed: 1 }), 2],
  ['the rest can stay', 'refundOnly', 'paid', line({ shipped: 3, heldBack: 1 }), 1],
  [
    'a completed order was delivered, whoever wrote parcels or not',
    'returnRefund',
    'completed',
    line({ withdrawn: 1 }),
    4,
  ],
  ['nothing of a completed order is still to be sent', 'refundOnly', 'completed', line(), 0],
])('%s', (_, kind, state, pieces, expected) => expect(requestablePieces(kind, state, pieces)).toBe(expected));

test('pieces that somebody wants not to be sent are not sent until that is decided', () => {
  expect(piecesToSend(line({ shipped: 1, withdrawn: 1, heldBack: 2 }))).toBe(1);
});
