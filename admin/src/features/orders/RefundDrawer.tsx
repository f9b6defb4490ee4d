import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { fenOfTyped, moneyText, typedFen } from '@paifan/shared/client/moneyText';
import { AFTER_SALE_REASONS, type AfterSaleReason } from '@paifan/shared/orders/afterSale';
import type { CallOf } from '../../api/client';
import { LOOK_AHEAD, useRead, useWrite } from '../../api/queries';
import type { AdminOrder } from './adminOrder';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { useConfirm } from '../../ui/useConfirm';
import { backFacts, RefundEffects, rebateFacts, type RefundPreview } from './RefundEffects';

interface Typed {
  line: number;
  yuan?: string;
  pieces?: number;
  reason: AfterSaleReason;
  text?: string;
}

type Payable = CallOf<'POST /api/admin/orders/:no/refunds'>['body']['amountFen'];

const REASONS = (Object.keys(AFTER_SALE_REASONS) as AfterSaleReason[]).map((value) => ({
  value,
  label: AFTER_SALE_REASONS[value],
}));

/** Money back that nobody asked for: before it is sent, what it does to the rebate is shown, and confirmed by its numbers. */
export function RefundDrawer({
  found: { order, lines },
  onClose,
}: {
  found: AdminOrder;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Typed>();
  const refundable = lines.filter(({ leftFen }) => leftFen > 0);
  const chosen = Form.useWatch('line', form) ?? refundable[0]?.line;
  const line = refundable.find((each) => each.line === chosen);
  const typed = fenOfTyped(Form.useWatch('yuan', form) ?? '') ?? 0;
  const amountFen = line !== undefined && typed > 0 && typed <= line.leftFen ? (typed as Payable) : null;
  const preview = useRead(
    'GET /api/admin/orders/:no/refund-preview',
    { params: { no: order.no }, query: { line: chosen ?? 0, amountFen: amountFen ?? (1 as Payable) } },
    { ...LOOK_AHEAD, enabled: amountFen !== null },
  );
  const refund = useWrite('POST /api/admin/orders/:no/refunds', '已开始退款', onClose);
  const confirm = useConfirm();

  function ask({ pieces = 0, reason, text = '' }: Typed, effects: RefundPreview): void {
    if (line === undefined || amountFen === null) return;
    confirm({
      title: `退款 ${moneyText(amountFen)}`,
      facts: [
        ['商品', line.title],
        ...(pieces > 0 ? [['不再发货', `${pieces} 件`] as const] : []),
        ...backFacts(effects),
        ...rebateFacts(effects),
      ],
      warning: '退款提交后不能撤回。',
      verb: '退款',
      run: () =>
        refund.mutateAsync({
          params: { no: order.no },
          body: { line: line.line, amountFen, quantity: pieces, reason, text },
        }),
    });
  }

  return (
    <Drawer open title="主动退款" size={560} onClose={onClose}>
      <Form<Typed>
        name="refund"
        form={form}
        layout="vertical"
        onFinish={(values) => preview.data && amountFen !== null && ask(values, preview.data)}
        initialValues={{ line: refundable[0]?.line, reason: 'other', pieces: 0 }}
      >
        <Form.Item name="line" label="商品">
          <Select
            options={refundable.map(({ line: value, title, leftFen }) => ({
              value,
              label: `${title}（最多退 ${moneyText(leftFen)}）`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="yuan"
          label="金额"
          dependencies={['line']}
          extra={line === undefined ? undefined : `最多 ${typedFen(line.leftFen)} 元`}
          rules={[{ validator: (_, value: string | undefined) => judge(value, line?.leftFen ?? 0) }]}
        >
          <Input prefix="¥" inputMode="decimal" style={{ width: 160 }} />
        </Form.Item>
        {line !== undefined && line.unsentPieces > 0 ? (
          <Form.Item name="pieces" label="其中不再发货的件数" extra={`待发 ${line.unsentPieces} 件`}>
            <InputNumber min={0} max={line.unsentPieces} precision={0} />
          </Form.Item>
        ) : null}
        <Form.Item name="reason" label="原因">
          <Select options={REASONS} />
        </Form.Item>
        <Form.Item
          name="text"
          label="说明"
          extra="会员会看到"
          rules={[{ required: true, whitespace: true, message: '请说明原因' }]}
        >
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
        {amountFen === null ? null : (
          <Loaded query={preview}>{(found) => <RefundEffects preview={found} />}</Loaded>
        )}
        <Button
          type="primary"
          danger
          htmlType="submit"
          disabled={amountFen !== null && preview.data === undefined}
          loading={refund.isPending}
        >
          退款{amountFen === null ? '' : <Money fen={amountFen} />}
        </Button>
      </Form>
    </Drawer>
  );
}

function judge(typed: string | undefined, leftFen: number): Promise<void> {
  const fen = fenOfTyped(typed ?? '') ?? 0;
  if (fen <= 0) return Promise.reject(new Error('请输入金额，最多两位小数'));
  return fen <= leftFen ? Promise.resolve() : Promise.reject(new Error(`最多 ${typedFen(leftFen)} 元`));
}
