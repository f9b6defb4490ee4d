import { Form, Input, Modal, Radio } from 'antd';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { PAYOUT_METHODS } from '@paifan/shared/merchants/payablePayouts';
import { useWrite } from '../../api/queries';

export type Payee = ResponseOf<'GET /api/desk/payee'>;
type Account = BodyInputOf<'PUT /api/desk/payee'>;

interface Typed {
  method: Account['method'];
  holder: string;
  bankName?: string;
  number: string;
}

const METHODS = (['bank', 'wechat'] as const).map((value) => ({ value, label: PAYOUT_METHODS[value].label }));

const accountOf = ({ method, holder, bankName = '', number }: Typed): Account =>
  method === 'bank' ? { method, holder, bankName, number } : { method, holder, number };

/** The account to which the merchant is paid. It takes the place of the one before; payouts under way keep theirs. */
export function PayeeDialog({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const method = Form.useWatch('method', form);
  const save = useWrite('PUT /api/desk/payee', '收款账户已保存，负责人会收到通知', onClose);
  return (
    <Modal
      open
      title="收款账户"
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">正在打款的结算单仍打到原账户。账号加密保存，只显示尾号。</p>
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{ method: 'bank' }}
        onFinish={(typed) => save.mutate({ body: accountOf(typed) })}
      >
        <Form.Item name="method" label="方式">
          <Radio.Group options={METHODS} />
        </Form.Item>
        <Form.Item
          name="holder"
          label="户名"
          rules={[{ required: true, whitespace: true, min: 2, max: 64, message: '请输入户名' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        {method === 'bank' ? (
          <Form.Item
            name="bankName"
            label="开户行（含支行）"
            rules={[{ required: true, whitespace: true, min: 2, max: 64, message: '请输入开户行' }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
        ) : null}
        <Form.Item
          name="number"
          label={method === 'bank' ? '账号' : '微信号或其绑定的手机号'}
          rules={[
            {
              required: true,
              pattern: method === 'bank' ? /^[\d\s]{8,40}$/ : /^[\w+-]{6,32}$/,
              message: method === 'bank' ? '8 到 32 位数字' : '6 到 32 个字母、数字、下划线或减号',
            },
          ]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
