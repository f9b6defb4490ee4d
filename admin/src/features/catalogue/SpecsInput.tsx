import { App, Button, Input, Select, Space } from 'antd';
import { combinationsOf, combineSkus, type Spec } from '@paifan/shared/catalogue/combinations';
import { freshSku, type Variants } from './typedProduct';

const MOST_SPECS = 3;
const MOST_SKUS = 100;

interface SpecsInputProps {
  readonly value: Variants;
  readonly onChange: (value: Variants) => void;
}

/** What the SKUs of a product differ in: up to three names, each with its values. */
export function SpecsInput({ value, onChange }: SpecsInputProps) {
  const { message } = App.useApp();
  const { specs, skus } = value;
  const put = (next: readonly Spec[]): void => onChange({ ...value, specs: next });
  const change = (index: number, part: Partial<Spec>): void =>
    put(specs.map((spec, place) => (place === index ? { ...spec, ...part } : spec)));
  function combine(): void {
    const count = combinationsOf(specs).length;
    if (count > MOST_SKUS) void message.error(`共 ${count} 个组合，一个商品最多 ${MOST_SKUS} 个规格`);
    else onChange({ specs, skus: combineSkus(specs, skus, freshSku) });
  }
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {specs.map((spec, index) => (
        <Space key={index} wrap>
          <Input
            aria-label={`规格名 ${index + 1}`}
            placeholder="规格名，如 颜色"
            style={{ width: 140 }}
            maxLength={16}
            value={spec.name}
            onChange={({ target }) => change(index, { name: target.value })}
          />
          <Select
            mode="tags"
            aria-label={`${spec.name || `规格 ${index + 1}`}的值`}
            placeholder="规格值，回车添加"
            style={{ minWidth: 360 }}
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', '，', '、']}
            value={[...spec.values]}
            onChange={(values: string[]) =>
              change(index, { values: values.map((each) => each.trim()).filter((each) => each !== '') })
            }
          />
          <Button type="text" danger onClick={() => put(specs.filter((_, place) => place !== index))}>
            移除
          </Button>
        </Space>
      ))}
      <Space>
        <Button
          disabled={specs.length >= MOST_SPECS}
          onClick={() => put([...specs, { name: '', values: [] }])}
        >
          添加规格项
        </Button>
        <Button disabled={specs.some(({ values }) => values.length === 0)} onClick={combine}>
          生成组合（{combinationsOf(specs).length}）
        </Button>
        <span className="quiet">已有的规格保留编号、价格与库存；不在组合中的规格将停止销售</span>
      </Space>
    </Space>
  );
}
