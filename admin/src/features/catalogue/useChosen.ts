import { useState } from 'react';
import type { ProductId } from '@paifan/shared/ids/ids';
import type { ListOf } from '../../ui/ListTable';

/** The products that are chosen of a list: what a filter has hidden meanwhile is not meant any more. */
export function useChosen<Row extends { readonly id: ProductId }>(list: ListOf<Row>) {
  const [chosen, setChosen] = useState<readonly ProductId[]>([]);
  const shown = new Set(list.data?.pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const ids = chosen.filter((id) => shown.has(id));
  return {
    ids,
    clear: () => setChosen([]),
    rowSelection: {
      selectedRowKeys: ids,
      onChange: (_: unknown, rows: Row[]) => setChosen(rows.map(({ id }) => id)),
    },
  };
}
