import { Button, Space } from 'antd';
import type { ProductId } from '@paifan/shared/ids/ids';
import { useWrite } from '../../api/queries';
import { useConfirm } from '../../ui/useConfirm';
import type { Side } from '../sides';
import { isGuardRefusal, useGuardedSave } from './guards';

const ROUTES = { admin: 'PUT /api/admin/products/on-sale', desk: 'PUT /api/desk/products/on-sale' } as const;
const AT_ONCE = 100;

interface OnSaleButtonsProps {
  readonly side: Side;
  readonly ids: readonly ProductId[];
  readonly onDone: () => void;
  /** They may only be taken off, and this is what follows. */
  readonly offOnly?: string;
  /** Whether they are offered to merge or end the queue of what goes off sale. */
  readonly mayManageQueues?: boolean;
}

/** Can something be done to so many products at once? */
export const isHandful = ({ length }: readonly ProductId[]): boolean => length > 0 && length <= AT_ONCE;

/** Puts the chosen products on sale or takes them off. */
export function OnSaleButtons({ side, ids, onDone, offOnly, mayManageQueues }: OnSaleButtonsProps) {
  const confirm = useConfirm();
  const guarded = useGuardedSave(mayManageQueues);
  const change = useWrite(ROUTES[side], '已保存', onDone, isGuardRefusal);
  const ask = (onSale: boolean): void => {
    const verb = onSale ? '上架' : '下架';
    confirm({
      title: `批量${verb}`,
      facts: [['商品', `${ids.length} 个`]],
      warning: offOnly,
      verb,
      run: () =>
        guarded(({ confirmWaiting }) =>
          change.mutateAsync({ body: { ids: [...ids], onSale, confirmWaiting } }),
        ),
    });
  };
  return (
    <Space>
      <span className="quiet">
        已选 {ids.length} 个{ids.length > AT_ONCE ? `，一次最多 ${AT_ONCE} 个` : ''}
      </span>
      {offOnly === undefined ? (
        <Button size="small" disabled={!isHandful(ids)} onClick={() => ask(true)}>
          上架
        </Button>
      ) : null}
      <Button size="small" disabled={!isHandful(ids)} onClick={() => ask(false)}>
        下架
      </Button>
    </Space>
  );
}
