import { Descriptions, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';

/** Says no, with the numbers of what is refused and the reason, which is kept while it is refused itself. */
export function ReasonDialog({
  title,
  verb,
  facts,
  label,
  isPending,
  onReason,
  onClose,
}: {
  title: string;
  verb: string;
  facts: readonly (readonly [name: string, value: ReactNode])[];
  label: string;
  isPending: boolean;
  onReason: (reason: string) => void;
  onClose: () => void;
}) {
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open
      title={title}
      okText={verb}
      okButtonProps={{ danger: true }}
      cancelText="不做了"
      confirmLoading={isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Descriptions
        column={1}
        size="small"
        items={facts.map(([name, children]) => ({ key: name, label: name, children }))}
      />
      <Form name="reject" form={form} layout="vertical" onFinish={({ reason }) => onReason(reason.trim())}>
        <Form.Item
          name="reason"
          label={label}
          rules={[{ required: true, whitespace: true, message: '请说明理由' }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
