import { NOON, someEntry, someFacts, someLine, someOrder } from '../../../test/handmade';
import { entryId, memberId, orderId } from '../../ids/ids';
import { fen } from '../../money/fen';
import { ratio } from '../../money/ratio';
import type { LineRow, RewardRow } from './facts';
import { planQueue } from './plan';
import { refundEffects } from './refundEffects';

const buyer = memberId('buyer of x');
const reward = (member: string, amount: number): RewardRow => ({
  kind: member === 'inviter' ? 'direct' : 'recruitment',
  order: orderId('x'),
  line: 0,
  member: memberId(member),
  ratio: ratio('0.1'),
  amountFen: fen(amount),
  state: 'frozen',
  releaseAt: null,
});

function effectsOf(amountFen: number, line: Partial<LineRow> = {}, entry = true) {
  const facts = someFacts(
    entry
      ? [
          someEntry(1, 1000, {
            id: entryId('x/0'),
            order: orderId('x'),
            member: buyer,
            rewardedFen: fen(700),
          }),
        ]
      : [],
    {
      orders: [
        someOrder('x', 1000, {
          lines: [
            someLine(1000, { contributedFen: fen(100), entry: entry ? entryId('x/0') : null, ...line }),
          ],
        }),
      ],
    },
    { poolFen: fen(500) },
  );
  const refunded = { order: orderId('x'), line: 0 };
  const plan = planQueue(facts, [
    { type: 'refunded', ...refunded, amountFen: fen(amountFen), cause: 'r1', at: NOON },
  ]);
  return refundEffects(facts, plan, refunded);
}

test('part of a line: what was received beyond the rest comes from the cash, the contribution follows', () => {
  expect(effectsOf(400)).toEqual({
    entry: {
      id: 'x/0',
      before: { state: 'waiting', entitledFen: 1000, rewardedFen: 700, brought: null },
      after: { state: 'done', entitledFen: 600, rewardedFen: 600, brought: null },
    },
    takenBackFen: 100,
    cashChangeFen: -100,
    contributionWithdrawnFen: 40,
    othersRewardsFen: 0,
  });
});

test('a small part takes nothing back', () => {
  expect(effectsOf(100)).toMatchObject({
    takenBackFen: 0,
    cashChangeFen: 0,
    entry: { after: { state: 'waiting', entitledFen: 900, rewardedFen: 700 } },
  });
});

test('the rewards of others are told as one sum, without the buyer’s own', () => {
  const rewards = [reward('inviter', 100), reward('buyer of x', 50)];
  expect(effectsOf(1000, { rewards })).toMatchObject({ othersRewardsFen: 100, takenBackFen: 700 });
});

test('a line that stands in no line has no entry', () => {
  expect(effectsOf(500, {}, false)).toMatchObject({
    entry: null,
    takenBackFen: 0,
    contributionWithdrawnFen: 50,
  });
});
