import { sha256 } from '../../../test/rowStore';
import { queueKey } from '../../ids/ids';
import { bodyText, positionIn, readBody } from './body';
import { startOfChain } from './chain';
import type { Happening } from './happenings';
import { verifyEvents, type ProvedEvent } from './verify';

const MALL = queueKey('mall');
const AT = Date.parse('2026-03-02T02:00:00Z');

/** A chain of what happened, task after task. */
function chainOf(...tasks: readonly Happening[][]): ProvedEvent[] {
  let { hash: previousHash } = startOfChain(MALL, sha256);
  return tasks.map((happenings, index) => {
    const body = bodyText({ seq: index + 1, at: AT + index, task: 'paid', happenings });
    const event = { seq: index + 1, body, previousHash, hash: sha256(previousHash, body) };
    previousHash = event.hash;
    return event;
  });
}

const joined = (position: number): Happening => ['joined', position, 100, '1'];

/** Three people buy: the first is paid by the second and the third, then the second by the third. */
const honest = (): ProvedEvent[] =>
  chainOf(
    [joined(1)],
    [['contributed', 60], ['paidOut', 1, 60], joined(2)],
    [['contributed', 60], ['paidOut', 1, 40], ['paidOut', 2, 20], joined(3)],
  );

const problemsOf = (events: readonly ProvedEvent[]): string[] =>
  verifyEvents(events, sha256).map(({ seq, problem }) => `${seq}: ${problem}`);

const alter = (events: ProvedEvent[], index: number, change: Partial<ProvedEvent>): ProvedEvent[] =>
  events.map((event, at) => (at === index ? { ...event, ...change } : event));

test('an honest chain is right, whole or in runs', () => {
  expect(problemsOf(honest())).toEqual([]);
  expect(problemsOf(honest().filter(({ seq }) => seq !== 2))).toEqual([]);
});

test('two queues with the same events have different chains', () =>
  expect(startOfChain(queueKey('stores'), sha256)).not.toEqual(startOfChain(MALL, sha256)));

test.each<[what: string, tamper: (events: ProvedEvent[]) => ProvedEvent[], problem: RegExp]>([
  [
    'a body that was changed',
    (events) => alter(events, 1, { body: events[1]?.body.replace('60', '61') }),
    /^2: its hash is not that of its body/,
  ],
  [
    'a hash that was changed',
    (events) => alter(events, 1, { hash: '0'.repeat(64) }),
    /^2: its hash is not that of its body/,
  ],
  [
    'a link that was made anew for a changed body',
    (events) => {
      const body = String(events[1]?.body.replace('60', '61'));
      return alter(events, 1, { body, hash: sha256(String(events[1]?.previousHash), body) });
    },
    /^3: it does not follow the event before$/,
  ],
  [
    'a body that was moved to another number',
    (events) => alter(events, 2, { seq: 4 }),
    /^4: its body says that it is event 3$/,
  ],
  ['events in another order', (events) => events.toReversed(), /^2: it stands after event 3$/],
  [
    'a body that is no list',
    (events) => alter(events, 0, { body: '{}', hash: sha256(String(events[0]?.previousHash), '{}') }),
    /^1: its body cannot be read: a body is a list$/,
  ],
])('%s is found', (_what, tamper, problem) => {
  expect(problemsOf(tamper(honest())).some((found) => problem.test(found))).toBe(true);
});

test('a chain that was made anew from its beginning is found by the seals', () => {
  const seals = honest().map(({ seq, hash }) => ({ seq, hash }));
  const anew = chainOf([joined(1)], [joined(2)], [joined(3)]);
  expect(verifyEvents(honest(), sha256, seals)).toEqual([]);
  expect(verifyEvents(anew, sha256, seals.slice(-1))).toEqual([
    { seq: 3, problem: 'its hash is not the one that was sealed' },
  ]);
});

/** Chains that are linked as they should be, of lines that were not served as they should be. */
test.each<[what: string, tasks: Happening[][], problem: string]>([
  [
    'somebody let in ahead',
    [[joined(1)], [joined(2)], [joined(3)], [['paidOut', 2, 10]]],
    '4: position 2 is paid while position 1 waits',
  ],
  ['a position that was left out', [[joined(1)], [joined(3)]], '2: position 3 joins, and 2 is next'],
  ['a position that was given again', [[joined(1)], [joined(1)]], '2: position 1 joins, and 2 is next'],
  ['more than is due', [[joined(1)], [['accelerated', 1, 101]]], '2: position 1 has received 101 of 100'],
  [
    'a payment during a pause',
    [[joined(1)], [['paused', 'queue']], [['paidOut', 1, 5]]],
    '3: position 1 is paid during a pause',
  ],
  [
    'a completed order passed over',
    [[joined(1)], [joined(2)], [['completed', 1]], [['completedFirst'], ['paidOut', 2, 5]]],
    '4: position 2 is paid while position 1 waits',
  ],
])('%s is found', (_what, tasks, problem) => expect(problemsOf(chainOf(...tasks))).toEqual([problem]));

test.each<[what: string, tasks: Happening[][]]>([
  [
    'an order passes over its own entries',
    [
      [joined(1), joined(2)],
      [
        ['completed', 1],
        ['paidOut', 2, 5],
      ],
    ],
  ],
  [
    'who is not completed is passed over when the rule says so',
    [[joined(1)], [joined(2)], [['completedFirst'], ['paidOut', 2, 5]]],
  ],
  ['an inviter is served early', [[joined(1)], [joined(2)], [['accelerated', 2, 5]]]],
  [
    'who has left is not waited for',
    [[joined(1)], [joined(2)], [['left', 1, 'exchanged']], [['paidOut', 2, 5]]],
  ],
  [
    'who was cleared is not waited for',
    [[joined(1)], [['reset', 1, 1, 100]], [joined(2)], [['paidOut', 2, 5]]],
  ],
  [
    'a refund that leaves nothing to be paid ends an entry',
    [
      [joined(1)],
      [joined(2)],
      [['paidOut', 1, 50]],
      [
        ['takenBack', 1, 10],
        ['entitled', 1, 40, '0.4'],
      ],
      [['paidOut', 2, 5]],
    ],
  ],
  [
    'after a pause the line goes on',
    [
      [joined(1)],
      [['paused', 'all']],
      [
        ['resumed', 'all'],
        ['paidOut', 1, 5],
      ],
    ],
  ],
  [
    'a queue that is older than its chain begins where it was',
    [[['before', 7, 3, 300, 0, 500, 500]], [joined(7)], [['paidOut', 2, 9]]],
  ],
])('%s: that is in order', (_what, tasks) => expect(problemsOf(chainOf(...tasks))).toEqual([]));

test('a body is read as it was written, and nothing else is', () => {
  const body = { seq: 7, at: AT, task: 'paid', happenings: [joined(3), ['contributed', 5]] } as const;
  expect(bodyText(body)).toBe(`[7,${AT},"paid",["joined",3,100,"1"],["contributed",5]]`);
  expect(readBody(bodyText(body))).toEqual(body);
  expect(body.happenings.map(positionIn)).toEqual([3, null]);
  for (const wrong of [
    'no JSON',
    '[0,1,"paid"]',
    '[1,"1","paid"]',
    '[1,1,2]',
    '[1,1,"paid",["paidOut",1]]',
    '[1,1,"paid",["paidOut",0,5]]',
    '[1,1,"paid",["toString",1]]',
    '[1,1,"paid",["joined",1,2,"x"]]',
  ])
    expect(() => readBody(wrong)).toThrow();
});
