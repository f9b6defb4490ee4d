import { Avatar, Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { merchantId as merchantIdOf, storeId as storeIdOf, type ProductId } from '@paifan/shared/ids/ids';
import { PRODUCT_SOURCE_TEXT } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { BatchActions } from '../../features/catalogue/BatchActions';
import { EnableRebate } from '../../features/catalogue/EnableRebate';
import { useCategories } from '../../features/catalogue/useShelves';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/products'>;

const FILTERS = ['search', 'category', 'source', 'merchantId', 'storeId', 'onSale', 'stockUpTo'] as const;
const ON_SALE = { true: '在售', false: '已下架' } as const;
const LOW_STOCK = { '0': '已售罄', '5': '不多于 5 件', '10': '不多于 10 件', '50': '不多于 50 件' } as const;
const DIGITS = /^[1-9]\d{0,18}$/;

const columnsWith = (categories: Readonly<Record<string, string>>): readonly Column<Row>[] => [
  {
    key: 'title',
    title: '商品',
    render: ({ id, title, picture }) => (
      <Space>
        <Avatar shape="square" src={picture} alt="" />
        <Link to={`/products/${id}`}>{title}</Link>
      </Space>
    ),
  },
  { key: 'id', title: '编号', hidden: true, render: ({ id }) => id },
  { key: 'code', title: '商品编码', render: ({ code }) => code ?? '—' },
  { key: 'category', title: '分类', render: ({ categoryId }) => categories[categoryId] ?? categoryId },
  { key: 'source', title: '来源', render: ({ source }) => PRODUCT_SOURCE_TEXT[source] },
  {
    key: 'merchant',
    title: '商家编号',
    hidden: true,
    render: ({ merchantId }) => (merchantId === null ? '—' : merchantId),
  },
  { key: 'store', title: '门店编号', hidden: true, render: ({ storeId }) => storeId ?? '—' },
  { key: 'price', title: '最低价', align: 'right', render: ({ priceFen }) => <Money fen={priceFen} /> },
  { key: 'stock', title: '在售库存', align: 'right', render: ({ stock }) => stock },
  { key: 'sold', title: '已售', align: 'right', render: ({ sold }) => sold },
  {
    key: 'onSale',
    title: '状态',
    render: ({ onSale }) => (
      <StateTag tone={onSale ? 'good' : 'over'} text={onSale ? ON_SALE.true : ON_SALE.false} />
    ),
  },
  { key: 'rebate', title: '排队返利', render: ({ rebateOn }) => (rebateOn ? '参与' : '不参与') },
];

/** All products, newest first. */
export default function Products() {
  const [filters, setFilters] = useUrlState(FILTERS);
  const [chosen, setChosen] = useState<readonly ProductId[]>([]);
  const mayWrite = useMay('catalogue.write');
  const { items: categories, names } = useCategories();
  const { search, category, source, merchantId, storeId, onSale, stockUpTo } = filters;
  const sifted = {
    ...(category === undefined ? {} : { category }),
    ...(isOneOf(PRODUCT_SOURCE_TEXT, source) ? { source } : {}),
    ...(merchantId !== undefined && DIGITS.test(merchantId) ? { merchantId: merchantIdOf(merchantId) } : {}),
  };
  const list = useList('GET /api/admin/products', {
    query: {
      ...sifted,
      search,
      ...(storeId !== undefined && DIGITS.test(storeId) ? { storeId: storeIdOf(storeId) } : {}),
      ...(isOneOf(ON_SALE, onSale) ? { onSale } : {}),
      ...(isOneOf(LOW_STOCK, stockUpTo) ? { stockUpTo } : {}),
    },
  });
  // What a filter has hidden meanwhile is not meant any more.
  const shown = new Set(list.data?.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const meant = chosen.filter((id) => shown.has(id));
  const unheeded = [search && '搜索', storeId && '门店', stockUpTo && '库存'].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
  return (
    <>
      <PageHead
        title="商品"
        about="自营、供应商、聚合供应链与门店线上商品"
        actions={
          mayWrite ? (
            <Space>
              <EnableRebate />
              <Link to="/products/import">
                <Button>批量导入</Button>
              </Link>
              <Link to="/products/new">
                <Button type="primary">新建商品</Button>
              </Link>
            </Space>
          ) : null
        }
      />
      <div className="filters">
        <FilterText
          name="名称、编码或分类"
          value={search}
          onChange={(value) => setFilters({ search: value })}
        />
        <FilterSelect
          name="分类"
          words={Object.fromEntries(categories.map(({ id, name }) => [id, name]))}
          value={category}
          onChange={(value) => setFilters({ category: value })}
        />
        <FilterSelect
          name="来源"
          words={PRODUCT_SOURCE_TEXT}
          value={source}
          onChange={(value) => setFilters({ source: value })}
        />
        <FilterSelect
          name="状态"
          words={ON_SALE}
          value={onSale}
          onChange={(value) => setFilters({ onSale: value })}
        />
        <FilterSelect
          name="库存"
          words={LOW_STOCK}
          value={stockUpTo}
          onChange={(value) => setFilters({ stockUpTo: value })}
        />
        <FilterText
          name="商家编号"
          width={140}
          value={merchantId}
          onChange={(value) => setFilters({ merchantId: value })}
        />
        <FilterText
          name="门店编号"
          width={140}
          value={storeId}
          onChange={(value) => setFilters({ storeId: value })}
        />
      </div>
      <ListTable
        name="products"
        columns={columnsWith(names)}
        list={list}
        rowKey={({ id }) => id}
        empty="没有符合条件的商品"
        tools={
          <>
            {mayWrite ? <BatchActions ids={meant} onDone={() => setChosen([])} /> : null}
            <ExportButton
              kind="exportProducts"
              filters={{ ...sifted, ...(isOneOf(ON_SALE, onSale) ? { onSale: onSale === 'true' } : {}) }}
              unheeded={unheeded}
            />
          </>
        }
        rowSelection={
          mayWrite
            ? {
                selectedRowKeys: meant,
                onChange: (_, rows) => setChosen(rows.map(({ id }) => id)),
              }
            : undefined
        }
      />
    </>
  );
}
