import { Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { Failure, messageOf } from '@paifan/shared/client/failure';
import { keepSession, type Side, type StoredSession } from '../api/session';

/** What somebody types to sign in; the code only of an account that has a second factor. */
export interface TypedSignIn {
  login: string;
  password: string;
  code?: string;
}

/** Opens a session with what was typed. @throws Failure that says why not */
export type OpenSession = (typed: TypedSignIn) => Promise<Omit<StoredSession, 'side'>>;

interface SignInFieldsProps {
  readonly side: Side;
  readonly open: OpenSession;
  /** Who alone may sign in here; absent: anybody. */
  readonly login?: string;
  /** A session is open, and nothing is read with it yet. */
  readonly onOpened: (token: string) => void;
}

/** Signing in. What was typed stays when it is refused; the code of the second factor is asked for when there is one. */
export function SignInFields({ side, open, login, onOpened }: SignInFieldsProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [asksCode, setAsksCode] = useState(false);
  const [isSending, setSending] = useState(false);

  async function send(typed: TypedSignIn): Promise<void> {
    setSending(true);
    setRefusal(null);
    try {
      const { token, expiresAt } = await open(typed);
      onOpened(token);
      keepSession({ side, token, expiresAt });
    } catch (error) {
      if (error instanceof Failure && error.code === 'totp_needed') setAsksCode(true);
      setRefusal(messageOf(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <Form<TypedSignIn>
      layout="vertical"
      data-saves="nothing"
      initialValues={{ login }}
      onFinish={(typed) => void send(typed)}
      requiredMark={false}
    >
      <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请输入登录名' }]}>
        <Input autoComplete="username" autoFocus={login === undefined} disabled={login !== undefined} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password autoComplete="current-password" autoFocus={login !== undefined} />
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
  );
}
