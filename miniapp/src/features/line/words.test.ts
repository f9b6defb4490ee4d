import { estimateText } from './words';

describe('the estimate', () => {
  it.each([
    [{ fromDays: 3, toDays: 6 }, '按近期速度约 3–6 天'],
    [{ fromDays: 4, toDays: 4 }, '按近期速度约 4 天'],
    [{ fromDays: null, toDays: null }, '按目前速度暂无法估计'],
    [{ fromDays: 3, toDays: null }, '按目前速度暂无法估计'],
  ])('%p reads «%s»', (estimate, text) => expect(estimateText(estimate)).toBe(text));
});
