import { Avatar, Button, Space } from 'antd';
import { useState } from 'react';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { ASSET_TEXT } from '@paifan/shared/texts/states';
import { useList } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { GiftDrawer, type Gift } from '../../features/catalogue/GiftDrawer';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

/** The gift shop. */
export default function Gifts() {
  const [open, setOpen] = useState<Gift | 'new' | null>(null);
  const mayWrite = useMay('catalogue.write');
  const list = useList('GET /api/admin/gifts', {});
  const columns: readonly Column<Gift>[] = [
    {
      key: 'title',
      title: '礼品',
      render: ({ title, picture }) => (
        <Space>
          <Avatar shape="square" src={picture} alt="" />
          {title}
        </Space>
      ),
    },
    {
      key: 'price',
      title: '每件价格',
      align: 'right',
      render: ({ price, balance }) => `${hundredthsText(price)} ${ASSET_TEXT[balance]}`,
    },
    { key: 'stock', title: '库存', align: 'right', render: ({ stock }) => stock },
    { key: 'redeemed', title: '已兑换', align: 'right', render: ({ redeemed }) => redeemed },
    {
      key: 'maxPerMember',
      title: '每人可兑换',
      align: 'right',
      render: ({ maxPerMember }) => maxPerMember ?? '不限',
    },
    {
      key: 'onSale',
      title: '状态',
      render: ({ onSale }) => <StateTag tone={onSale ? 'good' : 'over'} text={onSale ? '在售' : '已下架'} />,
    },
    { key: 'createdAt', title: '建立', hidden: true, render: ({ createdAt }) => <Time iso={createdAt} /> },
    ...(mayWrite
      ? [
          {
            key: 'actions',
            title: '操作',
            render: (gift: Gift) => (
              <Button size="small" onClick={() => setOpen(gift)}>
                修改
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHead
        title="礼品"
        about="会员用积分、爱心值或购物券兑换"
        actions={
          mayWrite ? (
            <Button type="primary" onClick={() => setOpen('new')}>
              新建礼品
            </Button>
          ) : null
        }
      />
      <ListTable
        name="gifts"
        exported="a few to read"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有礼品"
        hint="新建礼品后，会员可以兑换"
      />
      {open === null ? null : (
        <GiftDrawer gift={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
