import { Button, Card, Form, Input, Typography } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Failure, messageOf } from '@paifan/shared/client/failure';
import { request } from '../api/client';
import { keepSession } from '../api/session';

interface Typed {
  login: string;
  password: string;
  code?: string;
}

/** Signing in as an operator; the code of the second factor is asked for when there is one. */
export function SignIn() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [asksCode, setAsksCode] = useState(false);
  const [isSending, setSending] = useState(false);
  const queries = useQueryClient();

  async function send({ login, password, code }: Typed): Promise<void> {
    setSending(true);
    setRefusal(null);
    try {
      const { token, expiresAt } = await request('POST /api/admin/session', {
        body: { login, password, ...(code ? { code } : {}) },
      });
      // What somebody else was shown here before is not for this one.
      queries.clear();
      keepSession({ side: 'operator', token, expiresAt });
    } catch (error) {
      if (error instanceof Failure && error.code === 'totp_needed') setAsksCode(true);
      setRefusal(messageOf(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh' }}>
      <Card style={{ width: 380 }} title="排返 · 工作台">
        <Form<Typed> layout="vertical" onFinish={(typed) => void send(typed)} requiredMark={false}>
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
        <div className="sign-in-ways">
          <Link to="/desk">商家、供应商登录</Link>
          <Link to="/apply">申请入驻</Link>
        </div>
      </Card>
    </main>
  );
}
