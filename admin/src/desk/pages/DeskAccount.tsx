import { Alert, Card, Descriptions } from 'antd';
import { STAFF_PERMISSIONS, STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import { useWrite } from '../../api/queries';
import { keepSession } from '../../api/session';
import { PasswordForm } from '../../features/account/PasswordForm';
import { PageHead } from '../../ui/PageHead';
import { useDesk } from '../whoAmI';

/** One's own role and password. */
export function DeskAccount() {
  const { staff, merchant } = useDesk();
  const change = useWrite('POST /api/desk/me/password', '密码已修改', ({ token, expiresAt }) =>
    keepSession({ side: 'staff', token, expiresAt }),
  );
  return (
    <div style={{ maxWidth: 560, marginInline: 'auto', padding: 16 }}>
      <PageHead title="我的账号" />
      {staff.mustChangePassword ? (
        <Alert type="warning" showIcon title="这是初始密码，请先修改" style={{ marginBottom: 16 }} />
      ) : (
        <Card style={{ marginBottom: 16 }}>
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'merchant', label: '商家', children: merchant.name },
              { key: 'name', label: '姓名', children: staff.name },
              { key: 'role', label: '角色', children: STAFF_ROLES[staff.role].label },
              {
                key: 'may',
                label: '权限',
                children: staff.permissions.map((permission) => STAFF_PERMISSIONS[permission]).join('、'),
              },
            ]}
          />
        </Card>
      )}
      <PasswordForm isSending={change.isPending} send={(body) => change.mutateAsync({ body })} />
    </div>
  );
}

export default DeskAccount;
