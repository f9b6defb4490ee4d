import { Button, Form, Input, Modal, Radio, Select, Space } from 'antd';
import { useState } from 'react';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { CARRIERS, TRACKING_NUMBER, type Carrier } from '@paifan/shared/orders/carriers';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { GIFT_BALANCE_TEXT } from '../catalogue/GiftDrawer';

export type GiftOrder = ResponseOf<'GET /api/admin/gift-orders'>['items'][number];

const COMPANIES = (Object.keys(CARRIERS) as Carrier[]).map((value) => ({ value, label: CARRIERS[value] }));

/** What can be done to a redeemed gift that was not sent yet. */
export function GiftOrderActions({ order }: { order: GiftOrder }) {
  const [open, setOpen] = useState<'ship' | 'cancel' | null>(null);
  const mayShip = useMay('orders.ship');
  const mayCancel = useMay('orders.refund');
  if (order.state !== 'placed') return null;
  const close = (): void => setOpen(null);
  return (
    <Space>
      {mayShip ? (
        <Button size="small" type="primary" onClick={() => setOpen('ship')}>
          发货
        </Button>
      ) : null}
      {mayCancel ? (
        <Button size="small" danger onClick={() => setOpen('cancel')}>
          取消
        </Button>
      ) : null}
      {open === 'ship' ? <ShipModal order={order} onClose={close} /> : null}
      {open === 'cancel' ? <CancelModal order={order} onClose={close} /> : null}
    </Space>
  );
}

interface Typed {
  way: 'express' | 'handedOver';
  carrier?: Carrier;
  number?: string;
}

function ShipModal({ order: { id, title, quantity }, onClose }: { order: GiftOrder; onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const way = Form.useWatch('way', form);
  const ship = useWrite('POST /api/admin/gift-orders/:id/ship', '已发货', onClose);
  function send({ way: chosen, carrier, number }: Typed): void {
    if (chosen === 'handedOver') ship.mutate({ params: { id }, body: { parcel: null } });
    else if (carrier !== undefined && number !== undefined)
      ship.mutate({ params: { id }, body: { parcel: { carrier, number } } });
  }
  return (
    <Modal
      open
      title={`发出「${title}」× ${quantity}`}
      okText="发货"
      cancelText="取消"
      confirmLoading={ship.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed> form={form} layout="vertical" initialValues={{ way: 'express' }} onFinish={send}>
        <Form.Item name="way" label="方式">
          <Radio.Group
            options={[
              { value: 'express', label: '快递' },
              { value: 'handedOver', label: '当面交付' },
            ]}
          />
        </Form.Item>
        {way === 'handedOver' ? null : (
          <>
            <Form.Item
              name="carrier"
              label="快递公司"
              rules={[{ required: true, message: '请选择快递公司' }]}
            >
              <Select options={COMPANIES} showSearch optionFilterProp="label" />
            </Form.Item>
            <Form.Item
              name="number"
              label="快递单号"
              rules={[{ required: true, pattern: TRACKING_NUMBER, message: '5 到 40 位字母、数字或连字符' }]}
            >
              <Input />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}

function CancelModal({ order, onClose }: { order: GiftOrder; onClose: () => void }) {
  const [form] = Form.useForm<{ reason: string }>();
  const { id, title, quantity, balance, amount, nickname } = order;
  const cancel = useWrite('POST /api/admin/gift-orders/:id/cancel', '已取消并退回', onClose);
  return (
    <Modal
      open
      title={`取消「${title}」× ${quantity}`}
      okText="取消礼品订单"
      okButtonProps={{ danger: true }}
      cancelText="不做了"
      confirmLoading={cancel.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>
        将退回 {nickname} {hundredthsText(amount)} {GIFT_BALANCE_TEXT[balance]}，库存加 {quantity} 件。
      </p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => cancel.mutate({ params: { id }, body: { reason } })}
      >
        <Form.Item
          name="reason"
          label="理由（会员会看到）"
          rules={[{ required: true, whitespace: true, message: '请填写理由' }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
