import { fen } from './fen';
import { ratio } from './ratio';
import { percentText, yuanText } from './text';

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [99, '0.99'],
  [100, '1.00'],
  [123_456_789, '1,234,567.89'],
  [100_000, '1,000.00'],
  [-5, '-0.05'],
  [-1_234_567, '-12,345.67'],
])('%i fen read %s yuan', (amount, text) => {
  expect(yuanText(fen(amount))).toBe(text);
});

test.each([
  ['0', '0%'],
  ['0.65', '65%'],
  ['1.3', '130%'],
  ['0.0125', '1.25%'],
  ['0.000001', '0.0001%'],
])('the ratio %s reads %s', (text, percent) => {
  expect(percentText(ratio(text))).toBe(percent);
});
