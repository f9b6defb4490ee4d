import { Button, Space } from 'antd';
import { useState } from 'react';
import { useList, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { CouponChangeDrawer } from '../../features/catalogue/CouponChangeDrawer';
import { CouponDrawer } from '../../features/catalogue/CouponDrawer';
import { couponState, scopeText, validityText, type Coupon } from '../../features/catalogue/couponText';
import { useCategories } from '../../features/catalogue/useShelves';
import { ExportButton } from '../../ui/ExportButton';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';

const columnsWith = (categories: Readonly<Record<string, string>>): readonly Column<Coupon>[] => [
  { key: 'name', title: '名称', render: ({ name }) => name },
  { key: 'text', title: '优惠', render: ({ text }) => text },
  {
    key: 'state',
    title: '状态',
    render: (coupon) => <StateTag {...couponState(coupon, Date.now())} />,
  },
  { key: 'scope', title: '适用范围', render: (coupon) => scopeText(coupon, categories) },
  { key: 'validity', title: '有效期', render: validityText },
  {
    key: 'claimed',
    title: '已领 / 总数',
    align: 'right',
    render: ({ figures, total }) => `${figures.claimed} / ${total ?? '不限'}`,
  },
  { key: 'used', title: '已用', align: 'right', render: ({ figures }) => figures.used },
  {
    key: 'saved',
    title: '共优惠',
    align: 'right',
    render: ({ figures }) => <Money fen={figures.savedFen} />,
  },
  { key: 'perMember', title: '每人可领', hidden: true, align: 'right', render: ({ perMember }) => perMember },
  { key: 'claimFrom', title: '领取开始', hidden: true, render: ({ claimFrom }) => <Time iso={claimFrom} /> },
  { key: 'claimUntil', title: '领取截止', render: ({ claimUntil }) => <Time iso={claimUntil} /> },
  { key: 'actions', title: '操作', render: (coupon) => <Actions coupon={coupon} /> },
];

/** Coupons with what came of them, newest first. */
export default function Coupons() {
  const [isNew, setNew] = useState(false);
  const mayWrite = useMay('catalogue.write');
  const { names } = useCategories();
  const list = useList('GET /api/admin/coupons', {});
  return (
    <>
      <PageHead
        title="优惠券"
        about="优惠的金额不参与提取，也不计入权益"
        actions={
          mayWrite ? (
            <Button type="primary" onClick={() => setNew(true)}>
              新建优惠券
            </Button>
          ) : null
        }
      />
      <ListTable
        name="coupons"
        columns={columnsWith(names)}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有优惠券"
        hint="新建优惠券后，会员可以领取，下单时抵扣"
        exported={<ExportButton kind="exportCoupons" />}
      />
      {isNew ? <CouponDrawer onClose={() => setNew(false)} /> : null}
    </>
  );
}

function Actions({ coupon }: { coupon: Coupon }) {
  const [isOpen, setOpen] = useState(false);
  const confirm = useConfirm();
  const stop = useWrite('POST /api/admin/coupons/:id/stop', '已停止发放');
  if (!useMay('catalogue.write')) return null;
  const { id, name, figures, stoppedAt } = coupon;
  return (
    <Space>
      <Button size="small" onClick={() => setOpen(true)}>
        修改
      </Button>
      {stoppedAt === null ? (
        <Button
          size="small"
          danger
          onClick={() =>
            confirm({
              title: `停止发放「${name}」`,
              facts: [
                ['已领取，仍可使用', `${figures.claimed - figures.used} 张`],
                ['已使用', `${figures.used} 张`],
              ],
              warning: '停止后不能恢复，可另建一种。',
              verb: '停止发放',
              run: () => stop.mutateAsync({ params: { id } }),
            })
          }
        >
          停止
        </Button>
      ) : null}
      {isOpen ? <CouponChangeDrawer coupon={coupon} onClose={() => setOpen(false)} /> : null}
    </Space>
  );
}
