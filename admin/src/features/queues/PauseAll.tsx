import { Button, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Money } from '../../ui/Money';

/** Pauses everything, or ends that, with a reason: setting 18, published at once. */
export function PauseAll() {
  const mayManage = useMay('queues.manage') && useMay('settings.read');
  return mayManage ? <PauseAllButton /> : null;
}

function PauseAllButton() {
  const settings = useRead('GET /api/admin/settings', {});
  const [isOpen, setOpen] = useState(false);
  if (settings.data === undefined) return null;
  const paused = settings.data.inForce.settings.payoutsPaused;
  return (
    <>
      <Button danger={!paused} onClick={() => setOpen(true)}>
        {paused ? '恢复全部' : '暂停全部'}
      </Button>
      {isOpen ? <Question paused={paused} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Question({ paused, onClose }: { paused: boolean; onClose: () => void }) {
  const [form] = Form.useForm<{ reason: string }>();
  const pause = useWrite('POST /api/admin/queues/pause-all', '已暂停全部队列', onClose);
  const resume = useWrite('POST /api/admin/queues/resume-all', '已恢复全部队列', onClose);
  const write = paused ? resume : pause;
  const verb = paused ? '恢复全部' : '暂停全部';
  return (
    <Modal
      open
      title={`${verb}队列`}
      okText={verb}
      okButtonProps={{ danger: !paused }}
      cancelText="不做了"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Totals />
      <Typography.Paragraph type="secondary">
        {paused
          ? '各队列的奖金池随即按顺序发放，工会队列等到每日发放的时间；单独暂停的队列保持暂停。会立即发布一个新的设置版本。'
          : '新订单照常排队，但不给任何人发放，直到恢复。会立即发布一个新的设置版本。'}
      </Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={({ reason }) => write.mutate({ body: { reason } })}>
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

/** Whom it concerns, in numbers, for those who may see them. */
function Totals() {
  const mayRead = useMay('reports.read');
  const solvency = useRead('GET /api/admin/solvency', { query: { days: 30 } }, { enabled: mayRead });
  if (solvency.data === undefined) return null;
  const { queues, waitingCount, outstandingFen, poolFen } = solvency.data.totals;
  return (
    <Typography.Paragraph>
      {queues} 个队列，{waitingCount} 份权益在等 <Money fen={outstandingFen} />
      ，奖金池 <Money fen={poolFen} />
    </Typography.Paragraph>
  );
}
