import { atPlace, bodyOf, draftOfKept, FRESH, partedAddress, problemsOf, type Draft } from './draft';

const WHOLE: Draft = {
  ...FRESH,
  ...{ name: ' 江边小馆 ', trade: '餐饮', contactName: '李小江', phone: '13912345678' },
  ...{ district: '杭州市上城区', address: '江边路 1 号', commission: '12.5' },
};

describe('an application as it is typed', () => {
  it('that is whole can be sent: trimmed, its commission as a ratio', () => {
    expect(problemsOf(WHOLE)).toEqual({});
    expect(bodyOf(WHOLE)).toMatchObject({ name: '江边小馆', commissionRatio: '0.125', place: null });
  });

  it.each<[string, Partial<Draft>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a name of one letter', { name: '馆' }, 'name'],
    ['a phone that is none', { phone: '12345678' }, 'phone'],
    ['no address', { address: '' }, 'address'],
    ['a commission that is no number', { commission: '很少' }, 'commission'],
    ['opening hours without a day', { hours: [{ weekdays: [], from: '09:00', to: '21:00' }] }, 'hours'],
    ['a commission above all', { commission: '101' }, 'commission'],
  ])('with %s cannot, and says where', (_, change, field) => {
    expect(Object.keys(problemsOf({ ...WHOLE, ...change }))).toEqual([field]);
  });

  it.each(['0', '100', '0.01'])('may propose a commission of %s per cent', (commission) => {
    expect(problemsOf({ ...WHOLE, commission })).toEqual({});
  });

  it('tells its opening hours by day of the week', () => {
    const hours = [{ weekdays: [6, 7], from: '10:00', to: '24:00' }];
    expect(bodyOf({ ...WHOLE, hours }).weeklyHours).toEqual([
      { weekday: 6, from: '10:00', to: '24:00' },
      { weekday: 7, from: '10:00', to: '24:00' },
    ]);
    expect(bodyOf(WHOLE).weeklyHours).toBeNull();
  });

  it('of a supplier has no commission and nothing to visit', () => {
    const hours = [{ weekdays: [1], from: '09:00', to: '21:00' }];
    const place = { latitudeE6: 1, longitudeE6: 2 };
    const supplier = { ...WHOLE, kind: 'supplier', commission: '', place, hours };
    expect(problemsOf(supplier as Draft)).toEqual({});
    expect(bodyOf(supplier as Draft)).toMatchObject({ commissionRatio: '0', place: null, weeklyHours: null });
  });
});

describe('what was kept of an earlier visit', () => {
  it('comes back as it was typed', () => {
    const typed = { ...WHOLE, hours: [{ weekdays: [1, 2], from: '09:00', to: '24:00' }] };
    expect(draftOfKept(JSON.parse(JSON.stringify(typed)))).toEqual(typed);
  });

  it.each([
    [''],
    [null],
    [{}],
    [{ kind: 'bank', name: 3, pictures: 'x', place: {}, hours: [{ weekdays: 1 }] }],
  ])('is as if nothing had been typed where it cannot be read: %p', (kept) =>
    expect(draftOfKept(kept)).toEqual(FRESH),
  );
});

describe('a place that was chosen on the map', () => {
  it.each([
    ['浙江省杭州市上城区老街 8 号', '浙江省杭州市上城区', '老街 8 号'],
    ['上海市黄浦区人民大道 200 号', '上海市黄浦区', '人民大道 200 号'],
    ['内蒙古自治区锡林郭勒盟正蓝旗上都镇', '内蒙古自治区锡林郭勒盟正蓝旗', '上都镇'],
    ['老街 8 号', '', '老街 8 号'],
  ])('%s is parted where its district ends', (text, district, address) => {
    expect(partedAddress(text)).toEqual({ district, address });
  });

  it('fills in the address, but nothing that was typed already', () => {
    const chosen = {
      ...{ name: '老街面馆', address: '浙江省杭州市上城区老街 8 号' },
      place: { latitudeE6: 1, longitudeE6: 2 },
    };
    expect(atPlace(FRESH, chosen)).toMatchObject({
      ...{ district: '浙江省杭州市上城区', address: '老街 8 号 老街面馆' },
      place: { latitudeE6: 1, longitudeE6: 2 },
    });
    expect(atPlace(WHOLE, chosen)).toMatchObject({ address: '江边路 1 号', district: '杭州市上城区' });
  });
});
