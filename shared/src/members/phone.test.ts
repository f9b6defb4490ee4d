import { CHINESE_MOBILE, maskPhone } from './phone';

test.each([
  ['13812345678', '138****5678'],
  ['85298765432', '852****5432'],
  ['1234567', '****67'],
])('%s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

test.each([
  ['13812345678', true],
  ['12812345678', false],
  ['1381234567', false],
  ['+8613812345678', false],
])('%s is a Chinese mobile number: %s', (phone, expected) =>
  expect(CHINESE_MOBILE.test(phone)).toBe(expected),
);
