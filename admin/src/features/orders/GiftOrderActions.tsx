import { Button, Form, Modal, Radio, Space } from 'antd';
import { useState } from 'react';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import type { Carrier } from '@paifan/shared/orders/carriers';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ASSET_TEXT } from '@paifan/shared/texts/states';
import { useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { TextDialog } from '../../ui/TextDialog';
import { ExpressFields } from './ExpressFields';

export type GiftOrder = ResponseOf<'GET /api/admin/gift-orders'>['items'][number];

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
        {way === 'handedOver' ? null : <ExpressFields />}
      </Form>
    </Modal>
  );
}

function CancelModal({ order, onClose }: { order: GiftOrder; onClose: () => void }) {
  const { id, title, quantity, balance, amount, nickname } = order;
  const cancel = useWrite('POST /api/admin/gift-orders/:id/cancel', '已取消并退回', onClose);
  return (
    <TextDialog
      {...{ title: `取消「${title}」× ${quantity}`, verb: '取消礼品订单', danger: true, onClose }}
      label="理由（会员会看到）"
      isSending={cancel.isPending}
      onText={(reason) => cancel.mutate({ params: { id }, body: { reason } })}
    >
      <p>
        将退回 {nickname} {hundredthsText(amount)} {ASSET_TEXT[balance]}，库存加 {quantity} 件。
      </p>
    </TextDialog>
  );
}
