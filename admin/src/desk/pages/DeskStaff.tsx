import { Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { STAFF_PERMISSIONS, STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { RolesDrawer } from '../../features/account/RolesDrawer';
import { ListTable, type Column } from '../../ui/ListTable';
import { OneTimePassword } from '../../ui/OneTimePassword';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { DeskExportButton } from '../parts/DeskExportButton';
import {
  AddStaff,
  ChangeStaff,
  InvitationCard,
  InviteStaff,
  NewLogin,
  type ShownLogin,
  type StaffRow,
} from '../parts/StaffDialogs';

type Invitation = ItemOf<'GET /api/desk/staff-invitations'>;

const State = ({ row: { enabled, locked, isMember, mustChangePassword } }: { row: StaffRow }) => (
  <Space size={4}>
    <Tag color={enabled ? 'success' : 'default'}>{enabled ? '可用' : '已停用'}</Tag>
    {locked ? <Tag color="warning">已锁定</Tag> : null}
    {isMember ? <Tag>小程序</Tag> : null}
    {mustChangePassword ? <Tag>待修改初始密码</Tag> : null}
  </Space>
);

type Open = 'add' | 'invite' | 'roles' | { readonly change: StaffRow } | { readonly login: StaffRow } | null;

/** Who works at this desk, and as what. */
export default function DeskStaff() {
  const list = useList('GET /api/desk/staff', {});
  const [open, setOpen] = useState<Open>(null);
  const [shown, setShown] = useState<ShownLogin | null>(null);
  const close = (): void => setOpen(null);
  const show = (login: ShownLogin): void => {
    close();
    setShown(login);
  };
  const columns: readonly Column<StaffRow>[] = [
    { key: 'name', title: '姓名', render: ({ name }) => name },
    { key: 'role', title: '角色', render: ({ role }) => STAFF_ROLES[role].label },
    { key: 'login', title: '登录名', render: ({ login }) => login ?? '—' },
    { key: 'state', title: '状态', render: (row) => <State row={row} /> },
    { key: 'createdAt', title: '加入', render: ({ createdAt }) => <Time iso={createdAt} /> },
    {
      key: 'actions',
      title: '操作',
      render: (row) => (
        <Space>
          <Button size="small" onClick={() => setOpen({ change: row })}>
            修改
          </Button>
          <Button size="small" onClick={() => setOpen({ login: row })}>
            {row.login === null ? '开通登录' : '重发登录'}
          </Button>
        </Space>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="员工"
        about="店员收银、发货、核销；店长另管商品、门店与日结；负责人另管员工与收款账户"
        actions={
          <Space>
            <Button onClick={() => setOpen('roles')}>角色与权限</Button>
            <Button onClick={() => setOpen('invite')}>邀请微信会员</Button>
            <Button type="primary" onClick={() => setOpen('add')}>
              新建登录
            </Button>
          </Space>
        }
      />
      <ListTable
        name="deskStaff"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有员工"
        hint="添加员工，或邀请微信会员，他们便可在此工作"
        exported={<DeskExportButton kind="deskExportStaff" />}
      />
      <Invitations />
      {open === 'add' ? <AddStaff onClose={close} onPassword={show} /> : null}
      {open === 'roles' ? (
        <RolesDrawer permissions={STAFF_PERMISSIONS} roles={STAFF_ROLES} onClose={close} />
      ) : null}
      {open === 'invite' ? <InviteStaff onClose={close} /> : null}
      {open !== null && typeof open === 'object' && 'change' in open ? (
        <ChangeStaff staff={open.change} onClose={close} />
      ) : null}
      {open !== null && typeof open === 'object' && 'login' in open ? (
        <NewLogin staff={open.login} onClose={close} onPassword={show} />
      ) : null}
      <OneTimePassword shown={shown} onClose={() => setShown(null)} />
    </>
  );
}

/** Codes that are still good. */
function Invitations() {
  const list = useList('GET /api/desk/staff-invitations', {});
  const [shown, setShown] = useState<Invitation | null>(null);
  const confirm = useConfirm();
  const revoke = useWrite('DELETE /api/desk/staff-invitations/:id', '邀请已收回');
  const columns: readonly Column<Invitation>[] = [
    { key: 'name', title: '姓名', render: ({ name }) => name },
    { key: 'role', title: '角色', render: ({ role }) => STAFF_ROLES[role].label },
    { key: 'code', title: '邀请码', render: ({ code }) => <code>{code}</code> },
    { key: 'expiresAt', title: '有效至', render: ({ expiresAt }) => <Time iso={expiresAt} /> },
    {
      key: 'actions',
      title: '操作',
      render: (invitation) => (
        <Space>
          <Button size="small" onClick={() => setShown(invitation)}>
            邀请图
          </Button>
          <Button
            size="small"
            danger
            onClick={() =>
              confirm({
                title: '收回邀请',
                facts: [['姓名', invitation.name]],
                verb: '收回',
                run: () => revoke.mutateAsync({ params: { id: invitation.id } }),
              })
            }
          >
            收回
          </Button>
        </Space>
      ),
    },
  ];
  if (list.data?.pages[0]?.items.length === 0) return null;
  return (
    <>
      <h2 className="part-head">等待加入</h2>
      <ListTable
        name="deskInvitations"
        exported="work until it is done"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有未用的邀请"
        hint="点「邀请微信会员」生成邀请码"
      />
      {shown === null ? null : <InvitationCard invitation={shown} onClose={() => setShown(null)} />}
    </>
  );
}
