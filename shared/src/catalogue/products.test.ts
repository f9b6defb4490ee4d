import { skuName, skuProblems, type SkuChoices, type SkuProblem } from './products';

const sku = (...choices: string[]): SkuChoices => ({ choices, onSale: true });
const off = (...choices: string[]): SkuChoices => ({ choices, onSale: false });

test.each<[string, string[], SkuChoices[], boolean, SkuProblem[]]>([
  ['one without choices', [], [sku()], true, []],
  ['several, each with its choices', ['颜色', '尺码'], [sku('红', 'L'), sku('红', 'XL')], true, []],
  ['too few choices', ['颜色', '尺码'], [sku('红')], true, [{ problem: 'choices', sku: 0 }]],
  ['the same twice', ['颜色'], [sku('红'), sku('红')], true, [{ problem: 'twice', sku: 1 }]],
  [
    'several that differ in nothing',
    [],
    [sku(), sku()],
    true,
    [
      { problem: 'specNames', sku: -1 },
      { problem: 'twice', sku: 1 },
    ],
  ],
  ['a spec name twice', ['颜色', '颜色'], [sku('红', '红')], true, [{ problem: 'specNames', sku: -1 }]],
  ['on sale without anything to sell', ['颜色'], [off('红')], true, [{ problem: 'nothingOnSale', sku: -1 }]],
  ['off sale without anything to sell', ['颜色'], [off('红')], false, []],
])('SKUs: %s', (_, specNames, skus, isOnSale, expected) => {
  expect(skuProblems(specNames, skus, isOnSale)).toEqual(expected);
});

test('a SKU is called by its choices', () => {
  expect([skuName([]), skuName(['红色', 'XL'])]).toEqual(['', '红色 / XL']);
});
