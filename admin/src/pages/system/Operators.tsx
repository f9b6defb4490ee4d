import { Button, Form, Input, Modal, Select, Space, Switch, Tag } from 'antd';
import { useState } from 'react';
import { PERMISSIONS, ROLE_NAMES, ROLES, type Role } from '@paifan/shared/operators/permissions';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { RolesDrawer } from '../../features/account/RolesDrawer';
import { ListTable, type Column } from '../../ui/ListTable';
import { OneTimePassword } from '../../ui/OneTimePassword';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';

type Operator = ItemOf<'GET /api/admin/operators'>;

interface Shown {
  readonly login: string;
  readonly password: string;
}

const ROLE_OPTIONS = ROLE_NAMES.map((value) => ({ value, label: ROLES[value].label }));

const COLUMNS: readonly Column<Operator>[] = [
  { key: 'login', title: '登录名', render: ({ login }) => login },
  { key: 'name', title: '姓名', render: ({ name }) => name },
  { key: 'role', title: '角色', render: ({ role }) => ROLES[role].label },
  { key: 'state', title: '状态', render: (operator) => <State operator={operator} /> },
  { key: 'createdAt', title: '创建时间', render: ({ createdAt }) => <Time iso={createdAt} /> },
];

const State = ({ operator: { enabled, locked, totp, mustChangePassword } }: { operator: Operator }) => (
  <Space size={4}>
    <Tag color={enabled ? 'success' : 'default'}>{enabled ? '可用' : '已停用'}</Tag>
    {locked ? <Tag color="warning">已锁定</Tag> : null}
    {totp ? <Tag>动态验证码</Tag> : null}
    {mustChangePassword ? <Tag>待修改初始密码</Tag> : null}
  </Space>
);

/** Operators: who works in the console, and as what. */
export default function Operators() {
  const list = useList('GET /api/admin/operators', {});
  const mayManage = useMay('operators.manage');
  const [editing, setEditing] = useState<Operator | 'new' | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [showsRoles, setShowsRoles] = useState(false);
  const confirm = useConfirm();
  const reset = useWrite('POST /api/admin/operators/:id/reset', null, ({ operator, password }) =>
    setShown({ login: operator.login, password }),
  );
  const columns: readonly Column<Operator>[] = mayManage
    ? [
        ...COLUMNS,
        {
          key: 'actions',
          title: '操作',
          render: (operator) => (
            <Space>
              <Button size="small" onClick={() => setEditing(operator)}>
                修改
              </Button>
              <Button
                size="small"
                danger
                onClick={() =>
                  confirm({
                    title: `重置「${operator.login}」的密码`,
                    facts: [
                      ['登录名', operator.login],
                      ['角色', ROLES[operator.role].label],
                    ],
                    warning: '其所有登录立即失效，动态验证码被关闭；新密码只显示一次。',
                    verb: '重置密码',
                    run: () => reset.mutateAsync({ params: { id: operator.id } }),
                  })
                }
              >
                重置密码
              </Button>
            </Space>
          ),
        },
      ]
    : COLUMNS;
  return (
    <>
      <PageHead
        title="操作员"
        about="谁可以使用工作台，以及能做什么"
        actions={
          <Space>
            <Button onClick={() => setShowsRoles(true)}>角色与权限</Button>
            {mayManage ? (
              <Button type="primary" onClick={() => setEditing('new')}>
                新建操作员
              </Button>
            ) : null}
          </Space>
        }
      />
      <ListTable
        name="operators"
        exported="a few to read"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有操作员"
        hint="新建操作员后，他们可以登录工作台"
      />
      {editing === null ? null : (
        <Editor operator={editing} onClose={() => setEditing(null)} onPassword={setShown} />
      )}
      <OneTimePassword shown={shown} onClose={() => setShown(null)} />
      {showsRoles ? (
        <RolesDrawer permissions={PERMISSIONS} roles={ROLES} onClose={() => setShowsRoles(false)} />
      ) : null}
    </>
  );
}

interface Typed {
  login: string;
  name: string;
  role: Role;
  enabled: boolean;
}

/** What was typed stays when the server refuses it. */
function Editor({
  operator,
  onClose,
  onPassword,
}: {
  operator: Operator | 'new';
  onClose: () => void;
  onPassword: (shown: Shown) => void;
}) {
  const [form] = Form.useForm<Typed>();
  const create = useWrite('POST /api/admin/operators', null, ({ operator: { login }, password }) => {
    onClose();
    onPassword({ login, password });
  });
  const change = useWrite('PUT /api/admin/operators/:id', '已保存', onClose);
  const isNew = operator === 'new';
  const save = ({ login, name, role, enabled }: Typed): void =>
    isNew
      ? create.mutate({ body: { login, name, role } })
      : change.mutate({ params: { id: operator.id }, body: { name, role, enabled } });
  return (
    <Modal
      open
      title={isNew ? '新建操作员' : `修改「${operator.login}」`}
      okText={isNew ? '新建' : '保存'}
      cancelText="取消"
      confirmLoading={create.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={isNew ? { role: 'service' } : operator}
      >
        {isNew ? (
          <Form.Item
            name="login"
            label="登录名"
            extra="2 到 32 个小写字母、数字、点、下划线或连字符，以字母开头"
            rules={[{ required: true, pattern: /^[a-z][a-z0-9._-]{1,31}$/, message: '登录名不符合要求' }]}
          >
            <Input />
          </Form.Item>
        ) : null}
        <Form.Item name="name" label="姓名" rules={[{ required: true, max: 32, message: '请输入姓名' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="role" label="角色" rules={[{ required: true }]}>
          <Select options={ROLE_OPTIONS} />
        </Form.Item>
        {isNew ? null : (
          <Form.Item name="enabled" label="可以登录" valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
