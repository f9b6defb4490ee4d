import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { fenOfTyped, moneyText, typedFen } from '@paifan/shared/client/moneyText';
import { AFTER_SALE_REASONS, type AfterSaleReason } from '@paifan/shared/orders/afterSale';
import { request } from '../../api/client';
import { useWrite } from '../../api/queries';
import type { AdminOrder } from '../../pages/orders/OrderDetail';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';

interface Typed {
  line: number;
  yuan: string;
  reason: AfterSaleReason;
  text: string;
}

const REASONS = (Object.keys(AFTER_SALE_REASONS) as AfterSaleReason[]).map((value) => ({
  value,
  label: AFTER_SALE_REASONS[value],
}));

/** Money back that nobody asked for: before it is sent, what it does to the rebate is shown. */
export function RefundDrawer({
  found: { order, lines },
  onClose,
}: {
  found: AdminOrder;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Typed>();
  const [asked, setAsked] = useState<{ line: number; amountFen: number } | null>(null);
  const refund = useWrite('POST /api/admin/orders/:no/refunds', '已开始退款', onClose);
  const refundable = lines.filter(({ leftFen }) => leftFen > 0);
  const first = refundable[0];

  function send({ line, yuan, reason, text }: Typed): void {
    const amountFen = fenOfTyped(yuan);
    if (amountFen === null) return;
    refund.mutate({
      params: { no: order.no },
      body: { line, amountFen: amountOf(amountFen), quantity: 0, reason, text },
    });
  }

  return (
    <Drawer open title="主动退款" size={560} onClose={onClose}>
      <Form<Typed>
        form={form}
        layout="vertical"
        onFinish={send}
        onValuesChange={(_, { line, yuan }) => {
          const amountFen = fenOfTyped(yuan ?? '');
          setAsked(amountFen === null || amountFen === 0 ? null : { line, amountFen });
        }}
        initialValues={{ line: first?.line, reason: 'other' }}
      >
        <Form.Item name="line" label="商品">
          <Select
            options={refundable.map(({ line, title, leftFen }) => ({
              value: line,
              label: `${title}（最多退 ${moneyText(leftFen)}）`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="yuan"
          label="金额"
          extra={first === undefined ? undefined : `最多 ${typedFen(first.leftFen)} 元`}
          rules={[
            {
              validator: (_, typed: string | undefined) =>
                (fenOfTyped(typed ?? '') ?? 0) > 0
                  ? Promise.resolve()
                  : Promise.reject(new Error('请输入金额，最多两位小数')),
            },
          ]}
        >
          <Input prefix="¥" inputMode="decimal" style={{ width: 160 }} />
        </Form.Item>
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
        {asked === null ? null : <Preview orderNo={order.no} {...asked} />}
        <Button type="primary" danger htmlType="submit" loading={refund.isPending}>
          退款{asked === null ? '' : ` ${moneyText(asked.amountFen)}`}
        </Button>
      </Form>
    </Drawer>
  );
}

/** An amount that is above zero, as the contract wants it. */
type Payable = Parameters<typeof request<'POST /api/admin/orders/:no/refunds'>>[1]['body']['amountFen'];
const amountOf = (fen: number): Payable => fen as Payable;

/** What the refund would do to the rebate, by the very rules that would do it. */
function Preview({ orderNo, line, amountFen }: { orderNo: string; line: number; amountFen: number }) {
  const preview = useQuery({
    queryKey: ['refund-preview', orderNo, line, amountFen],
    queryFn: () =>
      request('GET /api/admin/orders/:no/refund-preview', {
        params: { no: orderNo },
        query: { line, amountFen },
      }),
    retry: false,
  });
  return (
    <Loaded query={preview}>
      {({ entry, takenBackFen, cashBeforeFen, cashAfterFen, contributionWithdrawnFen, othersRewardsFen }) => (
        <>
          <Alert type="info" title="退款对排队权益的影响" style={{ marginBottom: 8 }} />
          <Descriptions
            size="small"
            column={1}
            style={{ marginBottom: 16 }}
            items={[
              {
                label: '这份权益',
                children:
                  entry === null ? (
                    '没有排队'
                  ) : (
                    <>
                      <Money fen={entry.before.entitledFen} /> → <Money fen={entry.after.entitledFen} />
                    </>
                  ),
              },
              { label: '收回已奖励', children: <Money fen={takenBackFen} /> },
              {
                label: '会员余额',
                children: (
                  <>
                    <Money fen={cashBeforeFen} /> → <Money fen={cashAfterFen} />
                  </>
                ),
              },
              { label: '退出队列的提取', children: <Money fen={contributionWithdrawnFen} /> },
              { label: '他人奖励减少', children: <Money fen={othersRewardsFen} /> },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
