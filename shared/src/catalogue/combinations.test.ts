import { combineSkus, combinationsOf, specsOf, type Spec } from './combinations';

const colour = (...values: string[]): Spec => ({ name: '颜色', values });
const size = (...values: string[]): Spec => ({ name: '尺码', values });
const old = (id: string, ...choices: string[]) => ({ id, choices });
const fresh = (choices: string[]) => ({ id: 'new', choices });

test('every choice goes with every other one, in their order', () => {
  expect(combinationsOf([colour('红', '蓝'), size('L', 'XL')])).toEqual([
    ['红', 'L'],
    ['红', 'XL'],
    ['蓝', 'L'],
    ['蓝', 'XL'],
  ]);
});

test('without specs there is one SKU; a spec without values leaves none', () => {
  expect(combinationsOf([])).toEqual([[]]);
  expect(combinationsOf([colour('红'), size()])).toEqual([]);
});

test('the specs are read from the SKUs, each value once', () => {
  expect(specsOf(['颜色', '尺码'], [old('1', '红', 'L'), old('2', '蓝', 'L')])).toEqual([
    colour('红', '蓝'),
    size('L'),
  ]);
});

test.each<[string, Spec[], ReturnType<typeof old>[], ReturnType<typeof old>[]]>([
  ['a new value', [colour('红', '蓝')], [old('1', '红')], [old('1', '红'), old('new', '蓝')]],
  ['a value less', [colour('蓝')], [old('1', '红'), old('2', '蓝')], [old('2', '蓝')]],
  [
    'another order of values',
    [colour('蓝', '红')],
    [old('1', '红'), old('2', '蓝')],
    [old('2', '蓝'), old('1', '红')],
  ],
  [
    'the first spec: the only SKU goes on as the first',
    [colour('红', '蓝')],
    [old('1')],
    [old('1', '红'), old('new', '蓝')],
  ],
  [
    'one more spec: each goes on with its first choice',
    [colour('红', '蓝'), size('L', 'XL')],
    [old('1', '红'), old('2', '蓝')],
    [old('1', '红', 'L'), old('new', '红', 'XL'), old('2', '蓝', 'L'), old('new', '蓝', 'XL')],
  ],
  [
    'a spec less: the first of each goes on',
    [colour('红')],
    [old('1', '红', 'L'), old('2', '红', 'XL')],
    [old('1', '红')],
  ],
])('SKUs that are there stay with %s', (_, specs, skus, expected) => {
  expect(combineSkus(specs, skus, fresh)).toEqual(expected);
});
