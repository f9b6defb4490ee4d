import { EMPTY_ADDRESS, objection, withPart, type AddressDraft } from './addressDraft';

const WHOLE: AddressDraft = {
  ...{ name: '陈安', phone: '13900000000', detail: '老街 1 号', isDefault: false },
  ...{ province: '浙江省', city: '杭州市', district: '上城区', regionCode: '330102' },
};

it.each<[string, Partial<AddressDraft>, string | null]>([
  ['with everything can be saved', {}, null],
  ['with a landline number too', { phone: '0571-8700000' }, null],
  ['needs a name', { name: ' ' }, '收货人'],
  ['needs a number that can be called', { phone: '1390000' }, '手机号'],
  ['needs all of its region', { district: '' }, '省、市、区县'],
  ['needs a province that there is', { regionCode: '' }, '没有认出'],
  ['needs a street', { detail: '1' }, '门牌号'],
])('an address %s', (_, change, said) => {
  const problem = objection({ ...WHOLE, ...change });
  if (said === null) expect(problem).toBeNull();
  else expect(problem).toContain(said);
});

it('a region that is written gets the code of its province', () => {
  expect(withPart(EMPTY_ADDRESS, 'province', '广西壮族自治区').regionCode).toBe('450000');
  expect(withPart(WHOLE, 'city', '宁波市')).toMatchObject({ city: '宁波市', regionCode: '330000' });
  expect(withPart(WHOLE, 'province', '远方').regionCode).toBe('');
});
