import { Button, Drawer, InputNumber, Table } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { ProductId } from '@paifan/shared/ids/ids';
import { useRead, useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';

type Sku = ResponseOf<'GET /api/desk/products/:id'>['skus'][number];

/** The stock of a product's SKUs, changed by a difference: orders take pieces while somebody types. It counts at once. */
export function StockDrawer({ id, onClose }: { id: ProductId; onClose: () => void }) {
  const query = useRead('GET /api/desk/products/:id', { params: { id } });
  return (
    <Drawer open title="调整库存" size={640} onClose={onClose}>
      <p className="quiet">填增减的件数，保存后立即生效，无需审核。</p>
      <Loaded query={query}>
        {({ skus }) => (
          <Table<Sku>
            size="small"
            pagination={false}
            rowKey="id"
            dataSource={skus}
            columns={[
              { title: '规格', render: (_, { name }) => name || '唯一规格' },
              { title: '现有', dataIndex: 'stock', align: 'right' },
              { title: '增减', render: (_, sku) => <Change productId={id} sku={sku} /> },
            ]}
          />
        )}
      </Loaded>
    </Drawer>
  );
}

function Change({ productId, sku }: { productId: ProductId; sku: Sku }) {
  const [by, setBy] = useState(0);
  const change = useWrite('POST /api/desk/products/:id/skus/:skuId/stock', '库存已调整', () => setBy(0));
  return (
    <span className="stock-cell">
      <InputNumber
        aria-label={`${sku.name || '唯一规格'}库存增减`}
        min={-sku.stock}
        max={1_000_000}
        precision={0}
        value={by}
        onChange={(next) => setBy(next ?? 0)}
      />
      <Button
        size="small"
        disabled={by === 0}
        loading={change.isPending}
        onClick={() => change.mutate({ params: { id: productId, skuId: sku.id }, body: { stock: { by } } })}
      >
        {by === 0 ? '保存' : `改为 ${sku.stock + by}`}
      </Button>
    </span>
  );
}
