import { Button, Form, Input } from 'antd';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';

/** A note on an order, for operators only. */
export function NoteForm({ orderNo }: { orderNo: string }) {
  const [form] = Form.useForm<{ text: string }>();
  const write = useWrite('POST /api/admin/orders/:no/notes', '已记下', () => form.resetFields());
  if (!useMay('orders.refund')) return null;
  return (
    <Form
      // Its field would else have the name of one in a drawer over it.
      name="note"
      form={form}
      layout="inline"
      onFinish={({ text }) => write.mutate({ params: { no: orderNo }, body: { text } })}
    >
      <Form.Item name="text" rules={[{ required: true, whitespace: true, message: '请输入备注' }]}>
        <Input style={{ width: 420 }} maxLength={500} placeholder="备注" aria-label="备注" />
      </Form.Item>
      <Button htmlType="submit" loading={write.isPending}>
        记下
      </Button>
    </Form>
  );
}
