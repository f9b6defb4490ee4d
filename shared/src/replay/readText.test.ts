import { InvalidHistory, readHistoryText } from './read';
import { replay } from './result';

const AT = '"at": "2026-01-05T10:00:00+08:00"';
const dividend = (amount: string): string =>
  `{"events": [{${AT}, "type": "dividend", "amountFen": ${amount}}]}`;
const levels = (text: string): string => `{"settings": {"levelRatios": ${text}}, "events": []}`;

const messageOf = (text: string): string => {
  try {
    readHistoryText(text);
    return '';
  } catch (error) {
    if (error instanceof InvalidHistory) return error.message;
    throw error;
  }
};

const DEEP = 200_000;

test.each([
  ['no text', '', 'not JSON: the file is empty'],
  ['blanks', ' \n', 'not JSON: the file is empty'],
  ['a byte order mark', '\ufeff{"events": []}', 'not JSON: the file begins with a byte order mark'],
  ['half a document', '{"events": ', 'not JSON: '],
  ['a comma too many', '{"events": [],}', 'not JSON: '],
  ['something behind the document', '{"events": []} []', 'not JSON: '],
  ['a comment', '{"events": [] /* none */}', 'not JSON: '],
  ['a number that is none', dividend('NaN'), 'not JSON: '],
  ['a key that is there twice', '{"events": [], "events": []}', 'events: is there twice'],
  [
    'a key that is there twice, written in two ways',
    levels('{"v1": "1", "v\\u0031": "1"}'),
    'settings.levelRatios.v1: is there twice',
  ],
  [
    'a key of an event that is there twice',
    `{"events": [{${AT}, "type": "unionPayout"}, {${AT}, "type": "unionPayout", "type": "reset"}]}`,
    'events[1].type: is there twice',
  ],
  ['a level that would be lost', levels('{"__proto__": "1"}'), 'settings.levelRatios.__proto__: '],
  ['a float', dividend('100.5'), 'events[0].amountFen: '],
  [
    'a float of a whole value',
    dividend('100.0'),
    'events[0].amountFen: 100.0 is not written as a whole number',
  ],
  ['a number with an exponent', dividend('1e2'), 'events[0].amountFen: 1e2 is not written as a whole number'],
  ['a number beyond all bounds', dividend('1e999'), 'events[0].amountFen: '],
  ['an amount that cannot be held exactly', dividend('9007199254740993'), 'events[0].amountFen: '],
  ['lists without end', '['.repeat(DEEP) + ']'.repeat(DEEP), 'the history: '],
  ['events without end', `{"events": ${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`, 'events[0]: '],
  ['objects without end', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`, 'a: is not a known key'],
])('%s is refused, and the value is named', (_, text, message) => expect(messageOf(text)).toContain(message));

test.each([
  ['a document in lines', '\n{\n\t"events" : [ ]\n}\n'],
  ['a whole number', dividend('100')],
  ['the same key in different objects', `{"members": [{"id": "a"}, {"id": "b"}], "events": []}`],
  [
    'text that looks like JSON',
    JSON.stringify({ why: '{"events": [1.5, "\\", "events": 2e3]}', events: [] }),
  ],
  ['a key that is also a value', levels('{"v1": "1", "1": "1"}')],
])('%s is accepted', (_, text) => expect(messageOf(text)).toBe(''));

test('names that JavaScript uses itself are names like all others', () => {
  const text = `{
    "settings": {"levelRatios": {"constructor": "0.5"}, "capAtProfit": false},
    "products": [{"id": "toString"}],
    "members": [{"id": "__proto__", "level": "constructor"}, {"id": "hasOwnProperty", "level": "valueOf", "inviter": "__proto__"}],
    "events": [
      {${AT}, "type": "order", "id": "__proto__", "member": "__proto__", "kind": "mall", "lines": [{"product": "toString", "paidFen": 1000}]},
      {${AT}, "type": "pay", "order": "__proto__"},
      {${AT}, "type": "order", "id": "constructor", "member": "hasOwnProperty", "kind": "mall", "lines": [{"product": "toString", "paidFen": 1000}]},
      {${AT}, "type": "pay", "order": "constructor"}
    ]}`;
  const { queues, members, rejected } = replay(readHistoryText(text));
  expect(rejected).toEqual([]);
  expect(queues.mall?.entries.map(({ id, source, entitledFen }) => [id, source, entitledFen])).toEqual([
    ['__proto__/0', 'platform.level', 500],
    ['constructor/0', 'platform.fixed', 1000],
  ]);
  expect(Object.keys(members)).toEqual(['__proto__', 'hasOwnProperty']);
});
