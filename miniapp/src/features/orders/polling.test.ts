import { MAX_ASKS, nextAsk } from './polling';

describe('the result page asks again', () => {
  it.each([
    ['soon, while the payment is being settled', { settled: false, state: 'paid' as const }, 1, 800],
    ['soon, while the payment is not known yet', { settled: false, state: 'placed' as const }, 2, 800],
    ['less often after a while', { settled: false, state: 'paid' as const }, 5, 2000],
    ['no more once it is settled', { settled: true, state: 'paid' as const }, 1, false],
    ['no more for a closed order', { settled: false, state: 'closed' as const }, 1, false],
    ['no more after the last time', { settled: false, state: 'paid' as const }, MAX_ASKS, false],
  ])('%s', (_, order, asks, wait) => expect(nextAsk(order, asks)).toBe(wait));

  it('not before the first answer', () => expect(nextAsk(undefined, 0)).toBe(false));
});
