import { Button, Space } from 'antd';
import { Link } from 'react-router';
import { merchantId as merchantIdOf, storeId as storeIdOf } from '@paifan/shared/ids/ids';
import { PRODUCT_SOURCE_TEXT } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { BatchActions } from '../../features/catalogue/BatchActions';
import { EnableRebate } from '../../features/catalogue/EnableRebate';
import { askedOf, exportedOf, productColumns, ShelfFilters } from '../../features/catalogue/productList';
import { useChosen } from '../../features/catalogue/useChosen';
import { useCategories } from '../../features/catalogue/useShelves';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/products'>;

const FILTERS = ['search', 'category', 'source', 'merchantId', 'storeId', 'onSale', 'stockUpTo'] as const;

const { title, code, price, stock, sold, onSale: state } = productColumns((id) => `/products/${id}`);

const columnsWith = (categories: Readonly<Record<string, string>>): readonly Column<Row>[] => [
  title,
  { key: 'id', title: '编号', hidden: true, render: ({ id }) => id },
  code,
  { key: 'category', title: '分类', render: ({ categoryId }) => categories[categoryId] ?? categoryId },
  { key: 'source', title: '来源', render: ({ source }) => PRODUCT_SOURCE_TEXT[source] },
  { key: 'merchant', title: '商家编号', hidden: true, render: ({ merchantId }) => merchantId ?? '—' },
  { key: 'store', title: '门店编号', hidden: true, render: ({ storeId }) => storeId ?? '—' },
  ...[price, stock, sold, state],
  { key: 'rebate', title: '排队返利', render: ({ rebateOn }) => (rebateOn ? '参与' : '不参与') },
];

/** All products, newest first. */
export default function Products() {
  const [filters, setFilters, clear] = useUrlState(FILTERS);
  const mayWrite = useMay('catalogue.write');
  const { items: categories, names } = useCategories();
  const { search, category, source, merchantId, storeId, ...shelf } = filters;
  const sifted = {
    ...(category === undefined ? {} : { category }),
    ...(isOneOf(PRODUCT_SOURCE_TEXT, source) ? { source } : {}),
    merchantId: idOf(merchantId, merchantIdOf),
    storeId: idOf(storeId, storeIdOf),
    search,
  };
  const list = useList('GET /api/admin/products', {
    query: { ...sifted, ...askedOf(shelf) },
  });
  const chosen = useChosen(list);
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
        <ShelfFilters value={shelf} onChange={setFilters} />
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
        empty="还没有商品"
        hint="新建商品，或用表格批量导入"
        onClear={clear}
        tools={mayWrite ? <BatchActions ids={chosen.ids} onDone={chosen.clear} /> : null}
        exported={<ExportButton kind="exportProducts" filters={{ ...sifted, ...exportedOf(shelf) }} />}
        rowSelection={mayWrite ? chosen.rowSelection : undefined}
      />
    </>
  );
}
