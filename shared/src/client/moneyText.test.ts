import {
  barPercent,
  fenOfTyped,
  hundredthsText,
  moneyParts,
  moneyText,
  percentOfRatio,
  percentText,
  ratioOfPercent,
  roundedPercentText,
  spokenMoney,
  typedFen,
} from './moneyText';

describe('an amount in fen', () => {
  it.each([
    [0, '¥0.00'],
    [1, '¥0.01'],
    [10, '¥0.10'],
    [16800, '¥168.00'],
    [100000, '¥1,000.00'],
    [123456789, '¥1,234,567.89'],
    [-5, '-¥0.05'],
    [-100000, '-¥1,000.00'],
    [Number.MAX_SAFE_INTEGER, '¥90,071,992,547,409.91'],
  ])('%d reads %s', (fen, text) => expect(moneyText(fen)).toBe(text));

  it('carries its plus only when asked, and never at zero', () => {
    expect([moneyText(10920, true), moneyText(0, true), moneyText(-1, true)]).toEqual([
      '+¥109.20',
      '¥0.00',
      '-¥0.01',
    ]);
  });

  it('is refused when it is not a whole number', () => {
    expect(() => moneyParts(0.5)).toThrow('whole number of fen, got 0.5');
    expect(() => moneyParts(Number.NaN)).toThrow(RangeError);
  });

  it('is spoken without separators', () => expect(spokenMoney(-123456)).toBe('负1234.56元'));
});

describe('an amount as typed', () => {
  it.each([
    ['12', 1200],
    ['12.', 1200],
    ['12.3', 1230],
    ['0.07', 7],
    ['0.29', 29],
    ['1000000.01', 100000001],
    ['', null],
    ['.', null],
    ['1.234', null],
    ['-1', null],
    ['1e3', null],
  ])('«%s» is %p fen', (typed, fen) => expect(fenOfTyped(typed)).toBe(fen));
});

describe('a ratio', () => {
  it.each([
    ['1.3', '130%'],
    ['1', '100%'],
    ['0.65', '65%'],
    ['0.05', '5%'],
    ['0.0825', '8.25%'],
    ['0.005', '0.5%'],
    ['0', '0%'],
    ['12.345678', '1234.5678%'],
    ['-0.25', '-25%'],
    ['-1.2', '-120%'],
  ])('%s reads %s', (ratio, text) => expect(percentText(ratio)).toBe(text));

  it.each([
    ['0.333333', '33.34%', '33.33%'],
    ['0.106', '10.6%', '10.6%'],
    ['0', '0%', '0%'],
    ['0.000001', '0.01%', '0%'],
    ['0.999999', '100%', '99.99%'],
    ['12.345678', '1234.57%', '1234.56%'],
    ['-0.25', '-25%', '-25%'],
    ['-0.333333', '-33.33%', '-33.34%'],
    ['-0.00005', '0%', '-0.01%'],
  ])('%s is rounded up to %s, down to %s', (ratio, up, down) => {
    expect(roundedPercentText(ratio, 'up')).toBe(up);
    expect(roundedPercentText(ratio, 'down')).toBe(down);
  });
});

describe('a balance in hundredths', () => {
  it.each([
    [0, '0.00'],
    [123450, '1,234.50'],
    [-1, '-0.01'],
  ])('%d reads %s', (value, text) => expect(hundredthsText(value)).toBe(text));
});

describe('a bar', () => {
  it.each([
    [0, 21840, 0, 'empty while nothing came'],
    [1, 21840, 1, 'shows the first fen'],
    [10920, 21840, 50, 'half'],
    [21839, 21840, 99, 'not full before the last fen'],
    [21840, 21840, 100, 'full'],
    [5, 0, 0, 'of nothing stays empty'],
  ])('%d of %d is %d%% (%s)', (part, whole, percent) => expect(barPercent(part, whole)).toBe(percent));
});

test.each([
  ['10', '0.1'],
  ['12.5', '0.125'],
  ['130', '1.3'],
  ['0', '0'],
  ['0.6', '0.006'],
  ['100', '1'],
  ['5.', '0.05'],
  ['0.0001', '0.000001'],
  ['0.00001', null],
  ['', null],
  ['-1', null],
  ['1e2', null],
])('%s percent is the ratio %s', (typed, ratio) => {
  expect(ratioOfPercent(typed)).toBe(ratio);
  if (ratio !== null) expect(ratioOfPercent(percentOfRatio(ratio))).toBe(ratio);
});

test.each([
  [0, '0'],
  [5, '0.05'],
  [1_230, '12.30'],
  [120_000, '1200'],
])('%i fen are typed as %s', (fen, typed) => expect(typedFen(fen)).toBe(typed));
