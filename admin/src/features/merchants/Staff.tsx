import { Button, Card, Form, Input, Modal, Space, Tag } from 'antd';
import { useState } from 'react';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ExportButton } from '../../ui/ExportButton';
import { ListTable, type Column } from '../../ui/ListTable';
import { OneTimePassword } from '../../ui/OneTimePassword';
import { Time } from '../../ui/Time';

type Row = ItemOf<'GET /api/admin/merchants/:id/staff'>;

const LOGIN = /^[a-z][a-z0-9._-]{1,31}$/;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: '姓名', render: ({ name }) => name },
  { key: 'role', title: '角色', render: ({ role }) => STAFF_ROLES[role].label },
  { key: 'login', title: '登录名', render: ({ login }) => login ?? '—' },
  {
    key: 'state',
    title: '状态',
    render: ({ enabled, locked, isMember, mustChangePassword }) => (
      <Space size={4}>
        <Tag color={enabled ? 'success' : 'default'}>{enabled ? '可用' : '已停用'}</Tag>
        {locked ? <Tag color="warning">已锁定</Tag> : null}
        {isMember ? <Tag>小程序</Tag> : null}
        {mustChangePassword ? <Tag>待修改初始密码</Tag> : null}
      </Space>
    ),
  },
  { key: 'createdAt', title: '加入', render: ({ createdAt }) => <Time iso={createdAt} /> },
];

/** Who works at a merchant's desk. The merchant itself decides who; operators help whoever lost the way in. */
export function Staff({ id }: { id: MerchantId }) {
  const list = useList('GET /api/admin/merchants/:id/staff', { params: { id } });
  const mayHelp = useMay('stores.review');
  const [helping, setHelping] = useState<Row | null>(null);
  const [shown, setShown] = useState<{ login: string; password: string } | null>(null);
  const columns: readonly Column<Row>[] = mayHelp
    ? [
        ...COLUMNS,
        {
          key: 'actions',
          title: '操作',
          render: (row) => (
            <Button size="small" onClick={() => setHelping(row)}>
              重发登录
            </Button>
          ),
        },
      ]
    : COLUMNS;
  return (
    <Card title="员工">
      <ListTable
        name="merchantStaff"
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        empty="没有员工"
        hint="由商家在自己的后台添加"
        exported={<ExportButton kind="exportStaff" filters={{ merchantId: id }} />}
      />
      {helping === null ? null : (
        <NewLogin
          merchantId={id}
          staff={helping}
          onClose={() => setHelping(null)}
          onPassword={(password) => {
            setHelping(null);
            setShown(password);
          }}
        />
      )}
      <OneTimePassword shown={shown} onClose={() => setShown(null)} />
    </Card>
  );
}

function NewLogin({
  merchantId,
  staff,
  onClose,
  onPassword,
}: {
  merchantId: MerchantId;
  staff: Row;
  onClose: () => void;
  onPassword: (shown: { login: string; password: string }) => void;
}) {
  const [form] = Form.useForm<{ login: string }>();
  const give = useWrite(
    'POST /api/admin/merchants/:id/staff/:staffId/login',
    null,
    ({ staff: after, password }) => onPassword({ login: after.login ?? '', password }),
  );
  return (
    <Modal
      open
      title={`给「${staff.name}」重发登录`}
      okText="重发"
      okButtonProps={{ danger: true }}
      cancelText="不做了"
      confirmLoading={give.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>其所有登录立即失效，旧密码作废；新密码只显示一次。</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ login: staff.login ?? '' }}
        onFinish={({ login }) =>
          give.mutate({ params: { id: merchantId, staffId: staff.id }, body: { login } })
        }
      >
        <Form.Item
          name="login"
          label="登录名"
          rules={[
            {
              required: true,
              pattern: LOGIN,
              message: '2 到 32 个小写字母、数字、点、下划线或连字符，以字母开头',
            },
          ]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
