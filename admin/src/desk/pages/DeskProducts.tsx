import { Avatar, Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ProductId } from '@paifan/shared/ids/ids';
import { useList, type ItemOf } from '../../api/queries';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { useUrlState } from '../../ui/useUrlState';
import { ExportProducts } from '../parts/DeskExportButton';
import { OnSaleButtons } from '../parts/OnSaleButtons';
import { StockDrawer } from '../parts/StockDrawer';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { useDesk, useDeskMay } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/products'>;

const ON_SALE = { true: '在售', false: '已下架' } as const;
const LOW_STOCK = { '0': '已售罄', '10': '不多于 10 件', '50': '不多于 50 件' } as const;

const columnsFor = (linkTo: (id: ProductId) => string): Column<Row>[] => [
  {
    key: 'title',
    title: '商品',
    render: ({ id, title, picture }) => (
      <Space>
        <Avatar shape="square" src={picture} alt="" />
        <Link to={linkTo(id)}>{title}</Link>
      </Space>
    ),
  },
  { key: 'code', title: '商品编码', render: ({ code }) => code ?? '—' },
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
];

/** The merchant's own products. A store changes them; a supplier proposes a change. */
export default function DeskProducts() {
  const [{ search, onSale, stockUpTo, store }, setFilters] = useUrlState([
    'search',
    'onSale',
    'stockUpTo',
    'store',
  ]);
  const [chosen, setChosen] = useState<readonly ProductId[]>([]);
  const [stocking, setStocking] = useState<ProductId | null>(null);
  const { merchant } = useDesk();
  const mayWrite = useDeskMay('desk.products.write');
  const storeId = useOwnStore(store);
  const isStore = merchant.kind === 'store';
  const list = useList('GET /api/desk/products', {
    query: {
      search,
      ...(isOneOf(ON_SALE, onSale) ? { onSale } : {}),
      ...(isOneOf(LOW_STOCK, stockUpTo) ? { stockUpTo } : {}),
      ...(storeId === undefined ? {} : { storeId }),
    },
  });
  const columns = columnsFor((id) =>
    isStore ? `/desk/products/${id}` : `/desk/proposals/new?productId=${id}`,
  );
  if (mayWrite)
    columns.push({
      key: 'actions',
      title: '操作',
      render: ({ id }) => (
        <Button size="small" onClick={() => setStocking(id)}>
          调整库存
        </Button>
      ),
    });
  return (
    <>
      <PageHead
        title="商品"
        about={isStore ? '门店的线上商品' : '已上架到商城的商品；修改须提交申请，审核通过后生效'}
        actions={
          mayWrite ? (
            <Space>
              <Link to="/desk/products/import">
                <Button>批量导入</Button>
              </Link>
              <Link to={isStore ? '/desk/products/new' : '/desk/proposals/new'}>
                <Button type="primary">{isStore ? '新建商品' : '申请新商品'}</Button>
              </Link>
            </Space>
          ) : null
        }
      />
      <div className="filters">
        <FilterText name="名称或编码" value={search} onChange={(value) => setFilters({ search: value })} />
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
        <StoreFilter value={store} onChange={(value) => setFilters({ store: value })} />
      </div>
      <ListTable
        name="deskProducts"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty={isStore ? '还没有线上商品' : '还没有上架的商品'}
        tools={
          <>
            {mayWrite ? <OnSaleButtons ids={chosen} onDone={() => setChosen([])} /> : null}
            <ExportProducts
              filters={{
                ...(storeId === undefined ? {} : { storeId }),
                ...(isOneOf(ON_SALE, onSale) ? { onSale: onSale === 'true' } : {}),
              }}
              unheeded={[...(search ? ['搜索'] : []), ...(stockUpTo ? ['库存'] : [])]}
            />
          </>
        }
        rowSelection={
          mayWrite
            ? { selectedRowKeys: [...chosen], onChange: (_, rows) => setChosen(rows.map(({ id }) => id)) }
            : undefined
        }
      />
      {stocking === null ? null : <StockDrawer id={stocking} onClose={() => setStocking(null)} />}
    </>
  );
}
