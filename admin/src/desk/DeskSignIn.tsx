import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { messageOf } from '@paifan/shared/client/failure';
import { request } from '../api/client';
import { keepSession } from '../api/session';

interface Typed {
  login: string;
  password: string;
}

/** Signing in at a merchant's desk. What was typed stays when it is refused. */
export function DeskSignIn() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const queries = useQueryClient();

  async function send(body: Typed): Promise<void> {
    setSending(true);
    setRefusal(null);
    try {
      const { token, expiresAt } = await request('POST /api/desk/session', { body });
      // What another merchant was shown here before is not for this one.
      queries.clear();
      keepSession({ side: 'staff', token, expiresAt });
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh' }}>
      <Card style={{ width: 380 }} title="排返 · 商家工作台">
        <Form<Typed> layout="vertical" onFinish={(typed) => void send(typed)} requiredMark={false}>
          <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请输入登录名' }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Typography.Paragraph type="danger" role="alert">
            {refusal}
          </Typography.Paragraph>
          <Button type="primary" htmlType="submit" block loading={isSending}>
            登录
          </Button>
        </Form>
        <div className="sign-in-ways">
          <Link to="/">平台工作台</Link>
          <Link to="/apply">申请入驻</Link>
        </div>
      </Card>
    </main>
  );
}
