import { useQueryClient } from '@tanstack/react-query';
import { request } from '@/api/client';
import { useWrite } from '@/ui/useWrite';
import { productQuery, type Product } from '../api/queries';

/** Keeps a product among the favourites, or takes it out. */
export function useFavourite({ id, favourite }: Pick<Product, 'id' | 'favourite'>) {
  const client = useQueryClient();

  return useWrite(async () => {
    const params = { productId: id };
    await (favourite
      ? request('DELETE /api/me/favourites/:productId', { params })
      : request('PUT /api/me/favourites/:productId', { params }));
    client.setQueryData(productQuery(id).queryKey, (shown) => shown && { ...shown, favourite: !favourite });
    void client.invalidateQueries({ queryKey: ['favourites'] });
  });
}
