import { skuId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { chosenSku, firstChoices, isOffered, valuesAt, withChoice, type Sku } from './skus';

const sku = (id: string, choices: string[], stock: number): Sku => ({
  ...{ id: skuId(id), name: choices.join(' '), choices, stock },
  ...{ priceFen: fen(100), picture: null },
});

const SKUS = [
  sku('1', ['红', '大'], 3),
  sku('2', ['红', '小'], 0),
  sku('3', ['蓝', '大'], 1),
  sku('4', ['蓝', '小'], 2),
];

describe('choosing a SKU', () => {
  it('offers every value once, in the order of the SKUs', () => {
    expect(valuesAt(SKUS, 0)).toEqual(['红', '蓝']);
    expect(valuesAt(SKUS, 1)).toEqual(['大', '小']);
  });

  it.each<[string, Array<string | null>, number, string, boolean]>([
    ['nothing chosen yet: what is in stock somewhere', [null, null], 1, '小', true],
    ['sold out beside the other choice', ['红', null], 1, '小', false],
    ['in stock beside the other choice', ['蓝', null], 1, '小', true],
    ['its own present choice does not stand in the way', ['红', '小'], 0, '蓝', true],
    ['no SKU has it', [null, null], 0, '绿', false],
  ])('%s', (_, choices, at, value, offered) => expect(isOffered(SKUS, choices, at, value)).toBe(offered));

  it('is done when every choice is made', () => {
    expect(chosenSku(SKUS, ['蓝', null])).toBeNull();
    expect(chosenSku(SKUS, ['蓝', '小'])?.id).toBe('4');
    expect(chosenSku(SKUS, withChoice(['蓝', '小'], 0, '红'))?.id).toBe('2');
  });

  it('begins with what there is no choice about', () => {
    const specNames = ['颜色', '尺寸'];
    expect(firstChoices({ skus: SKUS, specNames })).toEqual([null, null]);
    expect(firstChoices({ skus: [SKUS[2], SKUS[3]].flatMap((one) => one ?? []), specNames })).toEqual([
      '蓝',
      null,
    ]);
  });
});
