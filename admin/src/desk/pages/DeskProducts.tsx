import { Button, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ProductId } from '@paifan/shared/ids/ids';
import { useList, type ItemOf } from '../../api/queries';
import { OnSaleButtons } from '../../features/catalogue/OnSaleButtons';
import { askedOf, exportedOf, productColumns, ShelfFilters } from '../../features/catalogue/productList';
import { useChosen } from '../../features/catalogue/useChosen';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { StockDrawer } from '../parts/StockDrawer';
import { StoreFilter, useOwnStore } from '../parts/StoreFilter';
import { useDesk, useDeskMay } from '../whoAmI';

type Row = ItemOf<'GET /api/desk/products'>;

/** The merchant's own products. A store changes them; a supplier proposes a change. */
export default function DeskProducts() {
  const [filters, setFilters, clear] = useUrlState(['search', 'onSale', 'stockUpTo', 'store']);
  const [stocking, setStocking] = useState<ProductId | null>(null);
  const { merchant } = useDesk();
  const mayWrite = useDeskMay('desk.products.write');
  const { search, store, ...shelf } = filters;
  const storeId = useOwnStore(store);
  const isStore = merchant.kind === 'store';
  const list = useList('GET /api/desk/products', {
    query: { ...{ search, storeId }, ...askedOf(shelf) },
  });
  const chosen = useChosen(list);
  const columns: Column<Row>[] = Object.values(
    productColumns((id) => (isStore ? `/desk/products/${id}` : `/desk/proposals/new?productId=${id}`)),
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
        <ShelfFilters value={shelf} onChange={setFilters} />
        <StoreFilter value={store} onChange={(value) => setFilters({ store: value })} />
      </div>
      <ListTable
        name="deskProducts"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty={isStore ? '还没有线上商品' : '还没有上架的商品'}
        hint={isStore ? '新建商品，或用表格批量导入' : '提交商品申请，平台审核通过后上架'}
        onClear={clear}
        tools={
          mayWrite ? (
            <OnSaleButtons
              {...{ side: 'desk', ids: chosen.ids, onDone: chosen.clear }}
              offOnly={isStore ? undefined : '重新上架须由平台审核。'}
            />
          ) : null
        }
        exported={
          <DeskExportButton kind="deskExportProducts" filters={{ search, storeId, ...exportedOf(shelf) }} />
        }
        rowSelection={mayWrite ? chosen.rowSelection : undefined}
      />
      {stocking === null ? null : <StockDrawer id={stocking} onClose={() => setStocking(null)} />}
    </>
  );
}
