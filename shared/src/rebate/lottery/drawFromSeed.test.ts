import { createHash, createHmac } from 'node:crypto';
import { entryId } from '../../ids/ids';
import { ratio } from '../../money/ratio';
import type { Lottery } from '../../settings/rules';
import { drawFromSeed, oddsOf, verifyDraw, type HmacSha256 } from './drawFromSeed';

const hmac: HmacSha256 = (key, text) =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');
const hash = (previous: string, text: string): string =>
  createHash('sha256').update(previous, 'hex').update(text).digest('hex');

const SEED = 'ab'.repeat(32);
const PRIZES: Lottery = {
  type: 'fixed',
  prizes: [
    { ratio: ratio('0.5'), weight: 1 },
    { ratio: ratio('1.5'), weight: 3 },
  ],
};
const RANGE: Lottery = { type: 'range', min: ratio('0.8'), max: ratio('1.2') };

const lot = (entry: number, nonce = 'mine') => ({ seed: SEED, entry: entryId(String(entry)), nonce });

test('a lot is the same for ever, and another with another entry, nonce or seed', () => {
  const draw = (which: ReturnType<typeof lot>) => drawFromSeed(RANGE, which, hmac);
  expect(draw(lot(1))).toBe(draw(lot(1)));
  const others = Array.from({ length: 40 }, (_, index) => [
    draw(lot(index + 2)),
    draw(lot(1, `nonce${index}`)),
    draw({ ...lot(1), seed: index.toString(16).padStart(64, '0') }),
  ]);
  for (const column of [0, 1, 2]) expect(new Set(others.map((row) => row[column])).size).toBeGreaterThan(10);
});

test('outcomes come as often as their weights say', () => {
  const drawn = Array.from({ length: 4000 }, (_, index) => drawFromSeed(PRIZES, lot(index), hmac));
  const small = drawn.filter((outcome) => outcome === '0.5').length;
  // 1000 are expected; six standard deviations are 164.
  expect(Math.abs(small - 1000)).toBeLessThan(164);
});

test('every hundredth of a range comes, and none beyond it', () => {
  const drawn = new Set(Array.from({ length: 2000 }, (_, index) => drawFromSeed(RANGE, lot(index), hmac)));
  expect(drawn.size).toBe(41);
  expect([...drawn].every((outcome) => Number(outcome) >= 0.8 && Number(outcome) <= 1.2)).toBe(true);
});

test('numbers that would favour the first lots are passed over', () => {
  const high = 'f'.repeat(12);
  const low = '000000000001';
  // 2^48 is not a multiple of 3, so the highest number is one too many.
  const three: Lottery = {
    type: 'fixed',
    prizes: ['0.1', '0.2', '0.3'].map((text) => ({ ratio: ratio(text), weight: 1 })),
  };
  expect(drawFromSeed(three, lot(1), () => `${high}${low}`.padEnd(64, '0'))).toBe('0.2');
  // A block that holds none of use is followed by the next.
  const blocks: HmacSha256 = (_, text) => (text.endsWith(':0') ? high : low).repeat(6).slice(0, 64);
  expect(drawFromSeed(three, lot(1), blocks)).toBe('0.2');
});

test.each([
  ['as it was', {}, null],
  ['with a seed that was not committed to', { seed: 'cd'.repeat(32) }, 'commitment'],
  ['with another outcome', { outcome: ratio('99') }, 'outcome'],
])('a published draw %s is judged', (_, change, verdict) => {
  const outcome = drawFromSeed(PRIZES, lot(7), hmac);
  const published = { ...lot(7), commitment: hash(SEED, ''), lottery: PRIZES, outcome, ...change };
  expect(verifyDraw(published, { hash, hmac })).toBe(verdict);
});

test('odds are told exactly, or rounded down', () => {
  expect(oddsOf(PRIZES)).toEqual({
    type: 'fixed',
    prizes: [
      { ratio: '0.5', weight: 1, chance: '0.25' },
      { ratio: '1.5', weight: 3, chance: '0.75' },
    ],
  });
  expect(oddsOf(RANGE)).toEqual({ type: 'range', min: '0.8', max: '1.2', outcomes: 41 });
});
