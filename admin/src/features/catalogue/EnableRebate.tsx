import { Button } from 'antd';
import { ONE_CLICK_ENABLE } from '@paifan/shared/settings/platformSettings';
import { useRead, useWrite } from '../../api/queries';
import { useConfirm } from '../../ui/useConfirm';
import { isMarginRefusal, useOverrule } from '../rules/useOverrule';

/** Setting 3: the rebate of every product of the mall, on at once. */
export function EnableRebate() {
  const count = useRead('GET /api/admin/products/rebate-off', {}).data;
  const enable = useWrite('POST /api/admin/products/enable-rebate', '已启用', undefined, isMarginRefusal);
  const confirm = useConfirm();
  const overrule = useOverrule();
  return (
    <Button
      disabled={count === undefined || count.off === 0}
      title={count?.off === 0 ? '全部商城商品都已参与排队返利' : undefined}
      onClick={() =>
        confirm({
          title: ONE_CLICK_ENABLE.label,
          facts: [
            ['将开启的商品', `${count?.off ?? 0} 个`],
            ['商城商品共', `${count?.mall ?? 0} 个`],
          ],
          warning: '只影响之后的订单；商品自己的其他规则不变。不能一键撤销。',
          verb: ONE_CLICK_ENABLE.label,
          run: () => overrule((overruled) => enable.mutateAsync({ body: { overruled } })),
        })
      }
    >
      {ONE_CLICK_ENABLE.label}
      {count === undefined || count.off === 0 ? '' : `（${count.off}）`}
    </Button>
  );
}
