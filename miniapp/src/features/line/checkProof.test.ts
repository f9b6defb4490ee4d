import { queueKey } from '@paifan/shared/ids/ids';
import { sha256 } from '@paifan/shared/client/sha256';
import { nextEvent, startOfChain, type ChainHead } from '@paifan/shared/rebate/proof/chain';
import type { Happening } from '@paifan/shared/rebate/proof/happenings';
import type { ProofEvent } from './api/process';
import { checkProof } from './checkProof';

const AT = '2026-03-02T02:00:00.000Z';

/** A chain of a queue in which these things happened, one event each. */
function chainOf(...told: Happening[][]): ProofEvent[] {
  let head: ChainHead = startOfChain(queueKey('mall'), sha256);
  return told.map((happenings) => {
    const previousHash = head.hash;
    const event = nextEvent(head, { at: Date.parse(AT), task: 'paid', happenings }, sha256);
    head = event;
    return { ...event, at: AT, previousHash };
  });
}

const HONEST = chainOf(
  [['joined', 1, 1_000, '1.2']],
  [['joined', 2, 1_000, '1.2']],
  [
    ['contributed', 500],
    ['paidOut', 1, 500],
  ],
);
const [first, second, third] = HONEST;
if (first === undefined || second === undefined || third === undefined) throw new Error('three events');

const proofOf = (joining: ProofEvent[], sealed: ProofEvent | null = null) => ({
  joining,
  payouts: { items: [third], next: null },
  seals:
    sealed === null ? [] : [{ day: '2026-03-02', seq: sealed.seq, hash: sealed.hash, root: sealed.hash }],
});

test('an honest chain holds, and an event in both lists is counted once', () => {
  expect(checkProof(proofOf(HONEST, third))).toEqual({ events: 3, seals: 1, wrong: [] });
});

test('a body that was changed is found', () => {
  const changed = { ...second, body: second.body.replace('1000', '9000') };
  expect(checkProof(proofOf([first, changed])).wrong).toContain(second.seq);
});

test('a seal that is not the event is found', () => {
  const other = { ...third, hash: first.hash };
  expect(checkProof(proofOf(HONEST, other)).wrong).toEqual([third.seq]);
});
