import { Alert, App, Button, Card, Form, Input, QRCode, Space, Typography } from 'antd';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { messageOf } from '@paifan/shared/client/failure';
import { request } from '../../api/client';
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
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null);

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      await queries.invalidateQueries();
    } catch (error) {
      void message.error(messageOf(error), 6);
    }
  }

  return (
    <Card title="动态验证码">
      {isOn ? (
        <AskPassword
          verb="关闭动态验证码"
          send={(password) => attempt(() => request('POST /api/admin/me/totp/off', { body: { password } }))}
        />
      ) : secret === null ? (
        <AskPassword
          verb="开启动态验证码"
          send={(password) =>
            attempt(async () => setSecret(await request('POST /api/admin/me/totp', { body: { password } })))
          }
        />
      ) : (
        <Space orientation="vertical">
          <Typography.Text>用身份验证器扫描，然后输入显示的 6 位数字：</Typography.Text>
          <QRCode value={secret.uri} />
          <Typography.Text copyable code>
            {secret.secret}
          </Typography.Text>
          <Input.OTP
            length={6}
            onChange={(code) =>
              void attempt(async () => {
                await request('POST /api/admin/me/totp/confirm', { body: { code } });
                setSecret(null);
              })
            }
          />
        </Space>
      )}
    </Card>
  );
}

const AskPassword = ({ verb, send }: { verb: string; send: (password: string) => Promise<void> }) => (
  <Form<{ password: string }> layout="inline" onFinish={({ password }) => void send(password)}>
    <Form.Item name="password" rules={[{ required: true, message: '请输入密码' }]}>
      <Input.Password placeholder="密码" autoComplete="current-password" />
    </Form.Item>
    <Button htmlType="submit">{verb}</Button>
  </Form>
);
