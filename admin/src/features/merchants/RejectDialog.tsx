import { Form, Input, Modal } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';

/** Rejects an application; the applicant reads why, and may correct it. */
export function RejectDialog({
  application: { no, name },
  onClose,
}: {
  application: ResponseOf<'GET /api/admin/applications/:no'>;
  onClose: () => void;
}) {
  const [form] = Form.useForm<{ reason: string }>();
  const reject = useWrite('POST /api/admin/applications/:no/reject', '已驳回', onClose);
  return (
    <Modal
      open
      title={`驳回「${name}」的申请`}
      okText="驳回"
      okButtonProps={{ danger: true }}
      cancelText="取消"
      confirmLoading={reject.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => reject.mutate({ params: { no }, body: { reason } })}
      >
        <Form.Item
          name="reason"
          label="原因"
          extra="申请人会看到，可以修改后重新提交"
          rules={[{ required: true, whitespace: true, max: 200, message: '请说明原因' }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
