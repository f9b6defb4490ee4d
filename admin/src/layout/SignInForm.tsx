import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { Failure, messageOf } from '@paifan/shared/client/failure';
import { keepSession, type Side, type StoredSession } from '../api/session';

/** What somebody types to sign in; the code only of an account that has a second factor. */
export interface TypedSignIn {
  login: string;
  password: string;
  code?: string;
}

interface SignInFormProps {
  readonly title: string;
  readonly side: Side;
  readonly open: (typed: TypedSignIn) => Promise<Omit<StoredSession, 'side'>>;
  /** Other ways from here. */
  readonly children: ReactNode;
}

/** Signing in. What was typed stays when it is refused; the code of the second factor is asked for when there is one. */
export function SignInForm({ title, side, open, children }: SignInFormProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [asksCode, setAsksCode] = useState(false);
  const [isSending, setSending] = useState(false);
  const queries = useQueryClient();

  async function send(typed: TypedSignIn): Promise<void> {
    setSending(true);
    setRefusal(null);
    try {
      const { token, expiresAt } = await open(typed);
      // What somebody else was shown here before is not for this one.
      queries.clear();
      keepSession({ side, token, expiresAt });
    } catch (error) {
      if (error instanceof Failure && error.code === 'totp_needed') setAsksCode(true);
      setRefusal(messageOf(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh' }}>
      <Card style={{ width: 380 }} title={title}>
        <Form<TypedSignIn> layout="vertical" onFinish={(typed) => void send(typed)} requiredMark={false}>
          <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请输入登录名' }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {asksCode ? (
            <Form.Item
              name="code"
              label="动态验证码"
              rules={[{ required: true, pattern: /^\d{6}$/, message: '请输入 6 位数字' }]}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
            </Form.Item>
          ) : null}
          <Typography.Paragraph type="danger" role="alert">
            {refusal}
          </Typography.Paragraph>
          <Button type="primary" htmlType="submit" block loading={isSending}>
            登录
          </Button>
        </Form>
        <div className="sign-in-ways">{children}</div>
      </Card>
    </main>
  );
}
