import { Button, Input, InputNumber, Switch, Table } from 'antd';
import { skuName } from '@paifan/shared/catalogue/products';
import { PictureInput } from '../../ui/PicturesInput';
import { FenInput } from '../settings/inputs';
import type { TypedSku, Variants } from './typedProduct';

const STOCK_MOST = 10_000_000;

/** A store's own, or what the platform pays a supplier. */
export type CostName = '成本' | '供应价';

interface SkuTableProps {
  readonly value: Variants;
  readonly onChange: (value: Variants) => void;
  /** The stock of SKUs that are sold already is shown, and changed elsewhere. */
  readonly stockElsewhere: boolean;
  /** What the cost is called by who sells it; absent: it may be either. */
  readonly cost?: CostName;
}

/** The SKUs of a product, a row each. Stock is changed by a difference from what was seen. */
export function SkuTable({ value, onChange, stockElsewhere, cost }: SkuTableProps) {
  const { skus } = value;
  const put = (next: readonly TypedSku[]): void => onChange({ ...value, skus: next });
  const change = (row: TypedSku, part: Partial<TypedSku>): void =>
    put(skus.map((sku) => (sku === row ? { ...sku, ...part } : sku)));
  const [first] = skus;
  const spread = (): void => {
    if (first !== undefined)
      put(skus.map((sku) => ({ ...sku, priceFen: first.priceFen, costFen: first.costFen })));
  };
  const nameOf = ({ choices }: TypedSku): string => skuName(choices) || '唯一规格';
  return (
    <Table<TypedSku>
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowKey={(sku) => sku.id ?? `new ${sku.choices.join('/')}`}
      dataSource={[...skus]}
      footer={
        skus.length > 1
          ? () => (
              <Button size="small" onClick={spread}>
                第一行的价格与{cost ?? '成本'}用于全部
              </Button>
            )
          : undefined
      }
      columns={[
        { title: '规格', render: (_, sku) => nameOf(sku) },
        {
          title: '价格',
          render: (_, sku) => (
            <FenInput
              label={`${nameOf(sku)}价格`}
              value={sku.priceFen}
              onChange={(priceFen) => change(sku, { priceFen })}
            />
          ),
        },
        {
          title: cost ?? '成本（供应价）',
          render: (_, sku) => (
            <FenInput
              label={`${nameOf(sku)}${cost ?? '成本'}`}
              value={sku.costFen}
              onChange={(costFen) => change(sku, { costFen })}
            />
          ),
        },
        {
          title: '库存',
          render: (_, sku) =>
            stockElsewhere && sku.seenStock !== null ? (
              <span className="quiet">现有 {sku.seenStock}</span>
            ) : (
              <StockCell sku={sku} name={nameOf(sku)} change={change} />
            ),
        },
        {
          title: '规格编码',
          render: (_, sku) => (
            <Input
              aria-label={`${nameOf(sku)}编码`}
              style={{ width: 140 }}
              maxLength={64}
              value={sku.code}
              onChange={({ target }) => change(sku, { code: target.value })}
            />
          ),
        },
        {
          title: '图片',
          render: (_, sku) => (
            <PictureInput
              small
              label="图片"
              value={sku.picture}
              onChange={(picture) => change(sku, { picture })}
            />
          ),
        },
        {
          title: '在售',
          render: (_, sku) => (
            <Switch
              aria-label={`${nameOf(sku)}在售`}
              checked={sku.onSale}
              onChange={(onSale) => change(sku, { onSale })}
            />
          ),
        },
        {
          title: '',
          render: (_, sku) =>
            skus.length === 1 ? null : (
              <Button
                size="small"
                type="text"
                danger
                onClick={() => put(skus.filter((each) => each !== sku))}
              >
                移除
              </Button>
            ),
        },
      ]}
    />
  );
}

/** `现有 120，增减 [−20] → 100`; of a new SKU only the number. */
function StockCell({
  sku,
  name,
  change,
}: {
  sku: TypedSku;
  name: string;
  change: (sku: TypedSku, part: Partial<TypedSku>) => void;
}) {
  const { seenStock, stockBy } = sku;
  const least = seenStock === null ? 0 : -seenStock;
  return (
    <span className="stock-cell">
      {seenStock === null ? null : <span className="quiet">现有 {seenStock}，增减</span>}
      <InputNumber
        aria-label={seenStock === null ? `${name}库存` : `${name}库存增减`}
        style={{ width: 96 }}
        min={least}
        max={STOCK_MOST}
        precision={0}
        value={stockBy}
        onChange={(next) => change(sku, { stockBy: next ?? 0 })}
      />
      {seenStock === null || stockBy === 0 ? null : <span>→ {seenStock + stockBy}</span>}
    </span>
  );
}
