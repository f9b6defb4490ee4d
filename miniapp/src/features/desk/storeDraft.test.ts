import { storeId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import type { DeskStore } from './api/queries';
import { draftOf, frontOf, problemOf, type StoreDraft } from './storeDraft';

const STORE: DeskStore = {
  ...{ id: storeId('7'), name: '江边小馆', trade: '餐饮', district: '上城区', address: '江边路 1 号' },
  ...{ place: null, phone: '', notice: '今日有鲈鱼', picture: '/pictures/a.png', selling: true },
  pictures: ['/pictures/b.png'],
  openingHours: '周一 09:00–18:00',
  weeklyHours: [{ weekday: 1, from: '09:00', to: '18:00' }],
  ...{ commissionRatio: ratio('0.1'), rebate: {}, cashier: {}, cashierDiscount: null },
};

describe('the page of a store as its people write it', () => {
  it('that nobody changed is sent as it was, its hours told anew', () => {
    const { picture, pictures, phone, notice, weeklyHours } = STORE;
    expect(frontOf(draftOf(STORE), STORE)).toEqual({
      ...{ picture, pictures, phone, notice, weeklyHours, openingHours: '' },
    });
  });

  it.each([[[]], [null]])('keeps hours %j that a phone does not write', (weeklyHours) => {
    const store = { ...STORE, weeklyHours, openingHours: '看天气' };
    expect(frontOf(draftOf(store), store)).toMatchObject({ weeklyHours, openingHours: '看天气' });
  });

  it('has no hours any more once the last span was taken away', () => {
    expect(frontOf({ ...draftOf(STORE), hours: [] }, STORE).weeklyHours).toBeNull();
  });

  it.each<[string, Partial<StoreDraft>, string | null]>([
    ['without a phone', {}, null],
    ['with a phone that is none', { phone: '12345' }, '电话'],
    ['without a picture', { pictures: [] }, '图片'],
    ['with hours on no day', { hours: [{ weekdays: [], from: '09:00', to: '18:00' }] }, '星期'],
  ])('%s can be saved, or the reason is told', (_, change, reason) => {
    const problem = problemOf({ ...draftOf(STORE), ...change });
    if (reason === null) expect(problem).toBeNull();
    else expect(problem).toContain(reason);
  });
});
