import { payable, press, type Key } from './keypad';

const type = (...keys: Key[]): string => keys.reduce(press, '');

describe('the keypad', () => {
  it.each<[string, Key[], string]>([
    ['takes digits', ['1', '6', '8'], '168'],
    ['puts a zero before a leading point', ['.', '5'], '0.5'],
    ['lets a digit take the place of a lone zero', ['0', '7'], '7'],
    ['ignores a second point', ['1', '.', '.', '5'], '1.5'],
    ['ignores a third decimal', ['1', '.', '2', '5', '9'], '1.25'],
    ['stops at the most that can be paid', ['1', '0', '0', '0', '0', '0', '0', '1'], '1000000'],
    ['takes the last key back', ['1', '2', 'back'], '1'],
    ['has nothing to take back when empty', ['back'], ''],
  ])('%s', (_, keys, typed) => expect(type(...keys)).toBe(typed));
});

describe('what can be paid', () => {
  it.each([
    ['', null],
    ['0.', null],
    ['0.00', null],
    ['0.01', 1],
    ['38.5', 3850],
    ['1000000', 100_000_000],
  ])('of «%s» is %p fen', (typed, fen) => expect(payable(typed)).toBe(fen));
});
