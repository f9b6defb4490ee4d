import { Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { CARRIERS, TRACKING_NUMBER, type Carrier, type ParcelKind } from '@paifan/shared/orders/carriers';
import { PARCEL_KIND_TEXT } from '@paifan/shared/texts/states';
import { useWrite } from '../../api/queries';
import type { AdminOrder } from '../../pages/orders/OrderDetail';

interface Typed {
  kind: ParcelKind;
  carrier?: Carrier;
  number?: string;
  pieces: Record<string, number>;
}

const KINDS = (Object.keys(PARCEL_KIND_TEXT) as ParcelKind[]).map((value) => ({
  value,
  label: PARCEL_KIND_TEXT[value],
}));
const COMPANIES = (Object.keys(CARRIERS) as Carrier[]).map((value) => ({ value, label: CARRIERS[value] }));

/** One parcel of an order: how it goes, and what is in it. */
export function ShipDrawer({ found: { order, lines }, onClose }: { found: AdminOrder; onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const kind = Form.useWatch('kind', form);
  const ship = useWrite('POST /api/admin/orders/:no/parcels', '已发货', onClose);
  const unsent = lines.filter(({ unsentPieces }) => unsentPieces > 0);

  function send({ kind: chosen, carrier, number, pieces }: Typed): void {
    const content = Object.entries(pieces)
      .filter(([, quantity]) => quantity > 0)
      .map(([line, quantity]) => ({ line: Number(line), quantity }));
    if (chosen === 'express' && (carrier === undefined || number === undefined)) return;
    const parcel =
      chosen === 'express' && carrier !== undefined && number !== undefined
        ? { kind: chosen, carrier, number, lines: content }
        : chosen === 'express'
          ? null
          : { kind: chosen, lines: content };
    if (parcel !== null) ship.mutate({ params: { no: order.no }, body: { parcels: [parcel] } });
  }

  return (
    <Drawer open title="发货" size={520} onClose={onClose}>
      <Form<Typed>
        name="ship"
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{
          kind: 'express',
          pieces: Object.fromEntries(unsent.map(({ line, unsentPieces }) => [line, unsentPieces])),
        }}
      >
        <Form.Item name="kind" label="方式">
          <Select options={KINDS} />
        </Form.Item>
        {kind === 'express' ? (
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
              <Input autoFocus />
            </Form.Item>
          </>
        ) : null}
        {unsent.map(({ line, title, unsentPieces }) => (
          <Form.Item key={line} name={['pieces', String(line)]} label={`${title}（待发 ${unsentPieces} 件）`}>
            <InputNumber min={0} max={unsentPieces} precision={0} />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" loading={ship.isPending}>
          发货
        </Button>
      </Form>
    </Drawer>
  );
}
