import { Form, Input, Modal, Select, Skeleton, Space, Switch, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { STAFF_ROLE_NAMES, STAFF_ROLES, type StaffRole } from '@paifan/shared/merchants/permissions';
import { useRead, useWrite, type ItemOf } from '../../api/queries';
import { LoadError } from '../../ui/Loaded';
import { Time } from '../../ui/Time';
import { usePictureUrl } from '../../ui/usePictureUrl';

export type StaffRow = ItemOf<'GET /api/desk/staff'>;

export interface ShownLogin {
  readonly login: string;
  readonly password: string;
}

const ROLES = STAFF_ROLE_NAMES.map((value) => ({ value, label: STAFF_ROLES[value].label }));
const LOGIN = {
  required: true,
  pattern: /^[a-z][a-z0-9._-]{1,31}$/,
  message: '2 到 32 个小写字母、数字、点、下划线或连字符，以字母开头',
};

const Login = () => (
  <Form.Item name="login" label="登录名" rules={[LOGIN]}>
    <Input autoComplete="off" />
  </Form.Item>
);

const NameAndRole = () => (
  <>
    <Form.Item
      name="name"
      label="姓名"
      rules={[{ required: true, whitespace: true, max: 32, message: '请输入姓名' }]}
    >
      <Input autoComplete="off" />
    </Form.Item>
    <Form.Item name="role" label="角色" rules={[{ required: true }]}>
      <Select options={ROLES} />
    </Form.Item>
  </>
);

/** A dialog around a form. What was typed stays when it is refused. */
function FormDialog<Typed extends object>({
  title,
  verb,
  initial,
  isSending,
  send,
  onClose,
  children,
}: {
  title: string;
  verb: string;
  initial: Partial<Typed>;
  isSending: boolean;
  send: (typed: Typed) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const [form] = Form.useForm<Typed>();
  return (
    <Modal
      open
      title={title}
      okText={verb}
      cancelText="取消"
      confirmLoading={isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed> form={form} layout="vertical" initialValues={initial} onFinish={send}>
        {children}
      </Form>
    </Modal>
  );
}

interface PasswordProps {
  readonly onClose: () => void;
  readonly onPassword: (shown: ShownLogin) => void;
}

const shownOf = ({ staff, password }: ResponseOf<'POST /api/desk/staff'>): ShownLogin => ({
  login: staff.login ?? '',
  password,
});

/** Somebody with a login for this console. */
export function AddStaff({ onClose, onPassword }: PasswordProps) {
  const add = useWrite('POST /api/desk/staff', null, (answer) => onPassword(shownOf(answer)));
  return (
    <FormDialog<{ login: string; name: string; role: StaffRole }>
      title="新建登录"
      verb="新建"
      initial={{ role: 'clerk' }}
      isSending={add.isPending}
      send={(body) => add.mutate({ body })}
      onClose={onClose}
    >
      <Login />
      <NameAndRole />
    </FormDialog>
  );
}

/** A login, or another one in its place. */
export function NewLogin({ staff, onClose, onPassword }: PasswordProps & { staff: StaffRow }) {
  const give = useWrite('POST /api/desk/staff/:id/login', null, (answer) => onPassword(shownOf(answer)));
  return (
    <FormDialog<{ login: string }>
      title={`给「${staff.name}」${staff.login === null ? '开通' : '重发'}登录`}
      verb={staff.login === null ? '开通' : '重发'}
      initial={{ login: staff.login ?? '' }}
      isSending={give.isPending}
      send={(body) => give.mutate({ params: { id: staff.id }, body })}
      onClose={onClose}
    >
      <p className="quiet">其所有登录立即失效；新密码只显示一次。</p>
      <Login />
    </FormDialog>
  );
}

/** Name, role, and whether somebody may come. */
export function ChangeStaff({ staff, onClose }: { staff: StaffRow; onClose: () => void }) {
  const change = useWrite('PUT /api/desk/staff/:id', '已保存', onClose);
  const { name, role, enabled } = staff;
  return (
    <FormDialog<{ name: string; role: StaffRole; enabled: boolean }>
      title={`修改「${name}」`}
      verb="保存"
      initial={{ name, role, enabled }}
      isSending={change.isPending}
      send={(body) => change.mutate({ params: { id: staff.id }, body })}
      onClose={onClose}
    >
      <NameAndRole />
      <Form.Item name="enabled" label="可以登录" valuePropName="checked" extra="停用后其登录立即失效">
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}

/** A code by which one member comes to the desk, in the mini-program. */
export function InviteStaff({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<ResponseOf<'POST /api/desk/staff-invitations'> | null>(null);
  const invite = useWrite('POST /api/desk/staff-invitations', null, setMade);
  if (made === null)
    return (
      <FormDialog<{ name: string; role: StaffRole }>
        title="邀请微信会员"
        verb="生成邀请码"
        initial={{ role: 'clerk' }}
        isSending={invite.isPending}
        send={(body) => invite.mutate({ body })}
        onClose={onClose}
      >
        <p className="quiet">对方在小程序的商家工作台输入邀请码加入，可用一次，24 小时内有效。</p>
        <NameAndRole />
      </FormDialog>
    );
  return <InvitationCard invitation={made} onClose={onClose} />;
}

/** An invitation to hand over: a picture to scan, and the code to type. */
export function InvitationCard({
  invitation: { id, name, code, expiresAt },
  onClose,
}: {
  invitation: ItemOf<'GET /api/desk/staff-invitations'>;
  onClose: () => void;
}) {
  const picture = useRead('GET /api/desk/staff-invitations/:id/code.png', { params: { id } });
  const url = usePictureUrl(picture.data);
  return (
    <Modal open title={`邀请「${name}」`} footer={null} onCancel={onClose}>
      <Space orientation="vertical" align="center" style={{ width: '100%' }}>
        {picture.error ? (
          <LoadError error={picture.error} retry={() => void picture.refetch()} />
        ) : url === null ? (
          <Skeleton.Image active />
        ) : (
          <a href={url} download={`邀请-${name}.png`}>
            <img src={url} alt="邀请小程序码" width={220} height={220} />
          </a>
        )}
        <span className="quiet">微信扫一扫加入，或在小程序的商家工作台输入邀请码；点图片可保存</span>
        <Typography.Text copyable code style={{ fontSize: 20 }}>
          {code}
        </Typography.Text>
        <span className="quiet">
          有效至 <Time iso={expiresAt} />
          ，可用一次
        </span>
      </Space>
    </Modal>
  );
}
