import { forbiddenIn } from '@paifan/shared/texts/forbidden';
import { recruitmentText } from './words';

describe('the reward for bringing in a store', () => {
  it.each<[string, number, string]>([
    ['0.1', 7, '订单完成后再过 7 天转入现金余额'],
    ['0.125', 0, '订单完成时转入现金余额'],
    ['0', 7, '现在没有设置招商奖励'],
  ])('of %p with %i days is told without a promise', (ratio, days, part) => {
    const text = recruitmentText(ratio, days).join('');
    expect(text).toContain(part);
    expect(text).toContain('入驻本身没有奖励');
    expect(forbiddenIn(text)).toEqual([]);
  });
});
