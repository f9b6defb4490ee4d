import { Form, Input, Modal, Select } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead, useWrite } from '../../api/queries';

interface Typed {
  level: string;
  reason: string;
}

/** A select cannot hold null. */
const NONE = '';

/** Gives a member a level below which no figure brings it, or takes that back. */
export function LevelDialog({
  found: { member, handLevel },
  onClose,
}: {
  found: ResponseOf<'GET /api/admin/members/:id'>;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Typed>();
  const levels = useRead('GET /api/admin/levels', {});
  const give = useWrite('PUT /api/admin/members/:id/level', '等级已设置', onClose);
  return (
    <Modal
      open
      title={`设置「${member.nickname}」的等级`}
      okText="设置"
      cancelText="取消"
      confirmLoading={give.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{ level: handLevel ?? NONE, reason: '' }}
        onFinish={({ level, reason }) =>
          give.mutate({
            params: { id: member.id },
            body: { level: level === NONE ? null : level, reason },
          })
        }
      >
        <Form.Item name="level" label="等级" extra="按数据可以升得更高，但不会低于这里的等级">
          <Select
            loading={levels.data === undefined}
            options={[
              { value: NONE, label: '不手动设置，只按数据' },
              ...(levels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label="理由"
          rules={[{ required: true, whitespace: true, max: 200, message: '请说明理由' }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
