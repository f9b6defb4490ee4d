import { useQueryClient } from '@tanstack/react-query';
import type { SkuId } from '@paifan/shared/ids/ids';
import { request } from '@/api/client';
import { useWrite } from '@/ui/useWrite';
import { cartQuery, type Cart, type CartItem } from '../api/queries';

/** What can be done with a cart; the server's answer is shown. */
export function useCartWrites() {
  const client = useQueryClient();
  const show = (cart: Cart) => client.setQueryData(cartQuery().queryKey, cart);

  const change = useWrite(async (item: CartItem, next: Partial<Pick<CartItem, 'quantity' | 'checked'>>) => {
    const { skuId, quantity, checked } = { ...item, ...next };
    show(await request('PUT /api/cart/items/:skuId', { params: { skuId }, body: { quantity, checked } }));
  });
  const check = useWrite(
    async (skuIds: SkuId[]) => void show(await request('PUT /api/cart/checked', { body: { skuIds } })),
  );
  const remove = useWrite(
    async (skuId: SkuId) => void show(await request('DELETE /api/cart/items/:skuId', { params: { skuId } })),
  );
  return { change, check, remove, busy: change.busy || check.busy || remove.busy };
}
