import { Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { StoreId } from '@paifan/shared/ids/ids';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { ListTable, type Column } from '../../ui/ListTable';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { homeOf, type Side } from '../sides';

type Code = ItemOf<'GET /api/admin/stores/:id/cashier-codes'>;

const ROUTES = {
  admin: {
    list: 'GET /api/admin/stores/:id/cashier-codes',
    add: 'POST /api/admin/stores/:id/cashier-codes',
    renew: 'POST /api/admin/cashier-codes/:id/renew',
    revoke: 'POST /api/admin/cashier-codes/:id/revoke',
  },
  desk: {
    list: 'GET /api/desk/stores/:id/cashier-codes',
    add: 'POST /api/desk/stores/:id/cashier-codes',
    renew: 'POST /api/desk/cashier-codes/:id/renew',
    revoke: 'POST /api/desk/cashier-codes/:id/revoke',
  },
} as const;

/** The codes that open a store's cashier: what hangs at the tills and tables. */
export function CashierCodes({ id, side, mayChange }: { id: StoreId; side: Side; mayChange: boolean }) {
  const list = useList(ROUTES[side].list, { params: { id } });
  const [isAdding, setAdding] = useState(false);
  const columns: readonly Column<Code>[] = [
    { key: 'label', title: '位置', render: ({ label }) => label },
    {
      key: 'state',
      title: '状态',
      render: ({ revokedAt }) => (
        <StateTag tone={revokedAt === null ? 'good' : 'over'} text={revokedAt === null ? '可用' : '已作废'} />
      ),
    },
    { key: 'scene', title: '场景值', hidden: true, render: ({ scene }) => scene },
    { key: 'createdAt', title: '生成', render: ({ createdAt }) => <Time iso={createdAt} /> },
    { key: 'revokedAt', title: '作废', hidden: true, render: ({ revokedAt }) => <Time iso={revokedAt} /> },
    {
      key: 'actions',
      title: '操作',
      render: (code) =>
        code.revokedAt === null ? (
          <Space>
            <Link
              to={`${homeOf(side)}/stores/${id}/codes/${code.id}?label=${encodeURIComponent(code.label)}`}
            >
              查看与打印
            </Link>
            {mayChange ? <Change code={code} side={side} /> : null}
          </Space>
        ) : null,
    },
  ];
  return (
    <>
      <ListTable
        name="cashierCodes"
        exported="a few to read"
        columns={columns}
        list={list}
        rowKey={(code) => code.id}
        empty="还没有收银码"
        hint="新增收银码，打印后贴在收银处"
        tools={
          mayChange ? (
            <Button size="small" type="primary" onClick={() => setAdding(true)}>
              新增收银码
            </Button>
          ) : null
        }
      />
      {isAdding ? <Add id={id} side={side} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function Change({ code: { id, label }, side }: { code: Code; side: Side }) {
  const confirm = useConfirm();
  const renew = useWrite(ROUTES[side].renew, '已换新码，请重新打印');
  const revoke = useWrite(ROUTES[side].revoke, '已作废');
  const facts = [['位置', label]] as const;
  return (
    <Space>
      <Button
        size="small"
        onClick={() =>
          confirm({
            title: '换新码',
            facts,
            warning: '旧码立即失效，贴在店里的要换掉。',
            verb: '换新码',
            run: () => renew.mutateAsync({ params: { id } }),
          })
        }
      >
        换新码
      </Button>
      <Button
        size="small"
        danger
        onClick={() =>
          confirm({
            title: '作废收银码',
            facts,
            warning: '扫它不再能付款，且不能恢复。',
            verb: '作废',
            run: () => revoke.mutateAsync({ params: { id } }),
          })
        }
      >
        作废
      </Button>
    </Space>
  );
}

function Add({ id, side, onClose }: { id: StoreId; side: Side; onClose: () => void }) {
  const [form] = Form.useForm<{ label: string }>();
  const add = useWrite(ROUTES[side].add, '收银码已生成', onClose);
  return (
    <Modal
      open
      title="新增收银码"
      okText="生成"
      cancelText="取消"
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(body) => add.mutate({ params: { id }, body })}>
        <Form.Item
          name="label"
          label="位置"
          extra="贴在哪里：前台、3 号桌"
          rules={[{ required: true, whitespace: true, max: 32, message: '请输入位置，最多 32 个字' }]}
        >
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
