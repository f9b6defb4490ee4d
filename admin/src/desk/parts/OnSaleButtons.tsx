import { Button, Space } from 'antd';
import type { ProductId } from '@paifan/shared/ids/ids';
import { useWrite } from '../../api/queries';
import { useGuardedSave } from '../../features/catalogue/guards';
import { useConfirm } from '../../ui/useConfirm';
import { useDesk } from '../whoAmI';

/** Puts the chosen products on sale or takes them off; a supplier only takes off. */
export function OnSaleButtons({ ids, onDone }: { ids: readonly ProductId[]; onDone: () => void }) {
  const { merchant } = useDesk();
  const confirm = useConfirm();
  const guarded = useGuardedSave();
  const change = useWrite('PUT /api/desk/products/on-sale', '已保存', onDone);
  const ask = (onSale: boolean): void => {
    const verb = onSale ? '上架' : '下架';
    confirm({
      title: `批量${verb}`,
      facts: [['商品', `${ids.length} 个`]],
      ...(merchant.kind === 'supplier' ? { warning: '重新上架须由平台审核。' } : {}),
      verb,
      run: () =>
        guarded(({ confirmWaiting }) =>
          change.mutateAsync({ body: { ids: [...ids], onSale, confirmWaiting } }),
        ),
    });
  };
  return (
    <Space>
      <span className="quiet">已选 {ids.length} 个</span>
      {merchant.kind === 'store' ? (
        <Button size="small" disabled={ids.length === 0} onClick={() => ask(true)}>
          上架
        </Button>
      ) : null}
      <Button size="small" disabled={ids.length === 0} onClick={() => ask(false)}>
        下架
      </Button>
    </Space>
  );
}
