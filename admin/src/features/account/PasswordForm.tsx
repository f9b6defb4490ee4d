import { Button, Card, Form, Input } from 'antd';

interface Typed {
  password: string;
  newPassword: string;
  again: string;
}

/** Changing one's own password. What was typed stays when it is refused. @param send rejects when it is; that was told then */
export function PasswordForm({
  send,
  isSending,
}: {
  send: (passwords: { password: string; newPassword: string }) => Promise<unknown>;
  isSending: boolean;
}) {
  const [form] = Form.useForm<Typed>();
  return (
    <Card title="修改密码" style={{ marginBottom: 16 }}>
      <Form<Typed>
        form={form}
        layout="vertical"
        onFinish={({ password, newPassword }) =>
          void send({ password, newPassword }).then(
            () => form.resetFields(),
            () => undefined,
          )
        }
      >
        <Form.Item name="password" label="原密码" rules={[{ required: true, message: '请输入原密码' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label="新密码"
          rules={[{ required: true, min: 12, max: 200, message: '至少 12 个字符' }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label="再输一次"
          dependencies={['newPassword']}
          rules={[
            { required: true, message: '请再输一次' },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('newPassword')
                  ? Promise.resolve()
                  : Promise.reject(new Error('两次输入不一致')),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isSending}>
          修改密码
        </Button>
      </Form>
    </Card>
  );
}
