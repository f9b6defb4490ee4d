import { Text, View } from '@tarojs/components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import type { ProductId } from '@paifan/shared/ids/ids';
import { requestAtDesk } from '@/api/client';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Loaded } from '@/ui/Loaded';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { say, useWrite } from '@/ui/useWrite';
import { deskProductQuery, type DeskSku } from '../api/queries';
import type { Desk } from '../desk';
import { piecesOfTyped } from '../stock';
import './StockSheet.scss';

interface Props {
  desk: Desk;
  id: ProductId;
  onClose(): void;
}

/** The stock of a product's SKUs, as somebody counts it at the shelf. */
export function StockSheet({ desk, id, onClose }: Props) {
  const query = useQuery(deskProductQuery(desk.id, id));
  return (
    <Sheet title="改库存" className="t-stock-sheet" onClose={onClose}>
      <Text className="muted">填写现有件数，保存后立即生效。这期间卖出了，会请你重新看一下。</Text>
      <Loaded query={query} skeleton={<Skeleton shape="rows" count={2} />}>
        {({ skus }) => (
          <>
            {skus.map((sku) => (
              <Stock key={`${sku.id}-${sku.stock}`} desk={desk} productId={id} sku={sku} />
            ))}
          </>
        )}
      </Loaded>
    </Sheet>
  );
}

/** One SKU. What was seen goes with what is set: pieces that were sold meanwhile are not set back. */
function Stock({ desk, productId, sku }: { desk: Desk; productId: ProductId; sku: DeskSku }) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  const [typed, setTyped] = useState(String(sku.stock));
  const pieces = piecesOfTyped(typed);
  const save = useWrite(async (set: number) => {
    const body = { stock: { set, expectedStock: sku.stock } };
    try {
      await once(body, (idempotencyKey) =>
        requestAtDesk(desk.id, 'POST /api/desk/products/:id/skus/:skuId/stock', {
          ...{ params: { id: productId, skuId: sku.id }, body, idempotencyKey },
        }),
      );
    } finally {
      await client.invalidateQueries({ queryKey: ['desk', desk.id, 'products'] });
    }
    say('库存已更新');
  });
  return (
    <View className="stock t-stock-row">
      <View className="stock__field">
        <Field
          name={sku.name === '' ? '现有' : sku.name}
          kind="number"
          value={typed}
          maxLength={7}
          className="t-stock-typed"
          onChange={setTyped}
        />
      </View>
      <Button
        className="t-save-stock"
        text="保存"
        busy={save.busy}
        disabled={pieces === null || pieces === sku.stock}
        onTap={() => pieces !== null && save.run(pieces)}
      />
    </View>
  );
}
