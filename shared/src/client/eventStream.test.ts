import { createEventReader, type SentEvent } from './eventStream';

const read = (...pieces: string[]): SentEvent[] => {
  const reader = createEventReader();
  return pieces.flatMap((piece) => reader(piece));
};

test.each<[string, string[], SentEvent[]]>([
  ['an event', ['id: 7\ndata: {"a":1}\n\n'], [{ id: '7', data: '{"a":1}' }]],
  [
    'two in one piece',
    ['id: 1\ndata: a\n\nid: 2\ndata: b\n\n'],
    [
      { id: '1', data: 'a' },
      { id: '2', data: 'b' },
    ],
  ],
  ['one in three pieces', ['id: 1\nda', 'ta: 收', '款\n', '\n'], [{ id: '1', data: '收款' }]],
  ['signs of life and how soon to come back', ['retry: 1000\n\n', ':\n\n'], []],
  ['several lines of data', ['data: a\ndata:b\n\n'], [{ id: null, data: 'a\nb' }]],
  [
    'an event without an id keeps the last one',
    ['id: 1\ndata: a\n\ndata: b\n\n'],
    [
      { id: '1', data: 'a' },
      { id: '1', data: 'b' },
    ],
  ],
  ['lines that end as on the wire of old', ['id: 1\r\ndata: a\r\n\r\n'], [{ id: '1', data: 'a' }]],
  ['what is not complete is not told yet', ['id: 1\ndata: a\n'], []],
])('%s', (_, pieces, events) => {
  expect(read(...pieces)).toEqual(events);
});
