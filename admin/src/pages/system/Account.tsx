import { Alert, Button, Card, Form, Input, QRCode, Space, Typography } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/queries';
import { keepSession } from '../../api/session';
import { useOperator } from '../../api/whoAmI';
import { PasswordForm } from '../../features/account/PasswordForm';
import { PageHead } from '../../ui/PageHead';

/** One's own password and second factor. */
export function Account() {
  const { mustChangePassword, totp } = useOperator();
  return (
    <div style={{ maxWidth: 560, marginInline: 'auto', padding: 16 }}>
      <PageHead title="我的账号" />
      {mustChangePassword ? (
        <Alert type="warning" showIcon title="这是初始密码，请先修改" style={{ marginBottom: 16 }} />
      ) : null}
      <PasswordCard />
      {mustChangePassword ? null : <TotpCard isOn={totp} />}
    </div>
  );
}

export default Account;

function PasswordCard() {
  const change = useWrite('POST /api/admin/me/password', '密码已修改', ({ token, expiresAt }) =>
    keepSession({ side: 'operator', token, expiresAt }),
  );
  return <PasswordForm isSending={change.isPending} send={(body) => change.mutateAsync({ body })} />;
}

/** Switching the second factor on takes two steps: a secret, and a code that shows that it arrived. */
function TotpCard({ isOn }: { isOn: boolean }) {
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null);
  const begin = useWrite('POST /api/admin/me/totp', null, setSecret);
  const confirm = useWrite('POST /api/admin/me/totp/confirm', '动态验证码已开启', () => setSecret(null));
  const end = useWrite('POST /api/admin/me/totp/off', '动态验证码已关闭');
  return (
    <Card title="动态验证码">
      {isOn ? (
        <AskPassword
          key="off"
          verb="关闭动态验证码"
          isSending={end.isPending}
          send={(password) => end.mutate({ body: { password } })}
        />
      ) : secret === null ? (
        <AskPassword
          key="on"
          verb="开启动态验证码"
          isSending={begin.isPending}
          send={(password) => begin.mutate({ body: { password } })}
        />
      ) : (
        <Space orientation="vertical">
          <Typography.Text>用身份验证器扫描，然后输入显示的 6 位数字：</Typography.Text>
          <QRCode value={secret.uri} />
          <Typography.Text copyable code>
            {secret.secret}
          </Typography.Text>
          <Input.OTP length={6} onChange={(code) => confirm.mutate({ body: { code } })} />
        </Space>
      )}
    </Card>
  );
}

const AskPassword = ({
  verb,
  isSending,
  send,
}: {
  verb: string;
  isSending: boolean;
  send: (password: string) => void;
}) => (
  <Form<{ password: string }> name="totp" layout="inline" onFinish={({ password }) => send(password)}>
    <Form.Item name="password" rules={[{ required: true, message: '请输入密码' }]}>
      <Input.Password aria-label="密码" placeholder="密码" autoComplete="current-password" />
    </Form.Item>
    <Button htmlType="submit" loading={isSending}>
      {verb}
    </Button>
  </Form>
);
