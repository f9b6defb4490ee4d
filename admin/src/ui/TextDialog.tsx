import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';

interface TextDialogProps {
  readonly title: string;
  /** The word on the button: 驳回, never 确定. */
  readonly verb: string;
  /** It says no, or takes something away. */
  readonly danger?: boolean;
  readonly label: string;
  /** Who reads it, and what they can do then. */
  readonly extra?: string;
  readonly start?: string;
  readonly most?: number;
  readonly isSending: boolean;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
  /** What it is about, and what follows from it. */
  readonly children?: ReactNode;
}

/** Asks for a text that a deed needs: a reason, an answer. What was typed stays when it is refused. */
export function TextDialog(props: TextDialogProps) {
  const { title, verb, danger = false, label, extra, start = '', most = 200 } = props;
  const { isSending, onText, onClose, children } = props;
  const [form] = Form.useForm<{ text: string }>();
  return (
    <Modal
      open
      title={title}
      okText={verb}
      okButtonProps={{ danger }}
      cancelText={danger ? '不做了' : '取消'}
      confirmLoading={isSending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {children}
      <Form
        name="textDialog"
        form={form}
        layout="vertical"
        initialValues={{ text: start }}
        onFinish={({ text }) => onText(text.trim())}
      >
        <Form.Item
          name="text"
          label={label}
          extra={extra}
          rules={[{ required: true, whitespace: true, message: '请填写' }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={most} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
