import { Card, Table } from 'antd';
import { skuName } from '@paifan/shared/catalogue/products';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { Pictures } from '../../ui/Pictures';
import type { FullProduct } from './typedProduct';

type Draft = ResponseOf<'GET /api/admin/proposals/:id'>['proposal']['draft'];
type Content = Pick<
  Draft,
  'code' | 'title' | 'summary' | 'categoryId' | 'detail' | 'specNames' | 'weightGrams' | 'onSale'
>;

interface CompareProps {
  readonly draft: Draft;
  /** null: it is new. */
  readonly product: FullProduct | null;
  readonly categories: Readonly<Record<string, string>>;
}

const rowsOf = (content: Content, categories: Readonly<Record<string, string>>) =>
  [
    ['名称', content.title],
    ['商品编码', content.code ?? '—'],
    ['分类', categories[content.categoryId] ?? content.categoryId],
    ['简介', content.summary || '—'],
    ['详情', content.detail || '—'],
    ['规格项', content.specNames.join('、') || '—'],
    ['重量', `${content.weightGrams} 克`],
    ['上架', content.onSale ? '是' : '否'],
  ] as const;

/** A product as it is beside what its supplier would have it; what differs is marked. */
export function ProposalCompare({ draft, product, categories }: CompareProps) {
  const now = product === null ? null : rowsOf(product, categories);
  const rows = rowsOf(draft, categories).map(([name, proposed], index) => ({
    name,
    proposed,
    now: now?.[index]?.[1] ?? null,
  }));
  return (
    <>
      <Card title="内容" className="form-card">
        <Table
          size="small"
          pagination={false}
          rowKey="name"
          dataSource={rows}
          rowClassName={({ now: before, proposed }) =>
            before !== null && before !== proposed ? 'changed' : ''
          }
          columns={[
            { title: '项目', dataIndex: 'name', width: 120 },
            ...(product === null ? [] : [{ title: '现在', dataIndex: 'now', className: 'long-cell' }]),
            { title: product === null ? '内容' : '申请改为', dataIndex: 'proposed', className: 'long-cell' },
          ]}
        />
      </Card>
      <Card title="图片" className="form-card">
        <Pictures paths={[...draft.pictures, ...draft.detailPictures]} label="商品图片" />
      </Card>
      <Skus draft={draft} product={product} />
    </>
  );
}

function Skus({ draft, product }: Omit<CompareProps, 'categories'>) {
  const rows = draft.skus.map((sku, index) => ({
    key: index,
    sku,
    before: product?.skus.find(({ id }) => id === sku.id),
  }));
  const removed = (product?.skus ?? []).filter(({ id }) => !draft.skus.some((sku) => sku.id === id));
  const change = (before: number | undefined, after: number): string =>
    before === undefined || before === after
      ? moneyText(after)
      : `${moneyText(before)} → ${moneyText(after)}`;
  return (
    <Card
      title="规格"
      className="form-card"
      extra={
        removed.length === 0 ? null : (
          <span className="quiet">
            将停止销售：{removed.map(({ name }) => name || '唯一规格').join('、')}
          </span>
        )
      }
    >
      <Table
        size="small"
        pagination={false}
        dataSource={rows}
        rowClassName={({ sku, before }) =>
          product !== null &&
          (before === undefined || before.priceFen !== sku.priceFen || before.costFen !== sku.costFen)
            ? 'changed'
            : ''
        }
        columns={[
          { title: '规格', render: (_, { sku }) => skuName(sku.choices) || '唯一规格' },
          { title: '编码', render: (_, { sku }) => sku.code ?? '—' },
          {
            title: '价格',
            align: 'right',
            render: (_, row) => change(row.before?.priceFen, row.sku.priceFen),
          },
          {
            title: '供应价',
            align: 'right',
            render: (_, row) => change(row.before?.costFen, row.sku.costFen),
          },
          {
            title: '库存',
            align: 'right',
            render: (_, { sku, before }) =>
              before?.stock ?? (sku.stock !== undefined && 'set' in sku.stock ? sku.stock.set : 0),
          },
          { title: '在售', render: (_, { sku }) => (sku.onSale ? '是' : '否') },
        ]}
      />
    </Card>
  );
}
