import { Alert, Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { CARRIERS, TRACKING_NUMBER, type Carrier } from '@paifan/shared/orders/carriers';
import { PARCEL_KIND_TEXT } from '@paifan/shared/texts/states';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { useWrite } from '../../api/queries';
import type { DeskOrder } from '../pages/DeskOrderDetail';

type Parcel = BodyInputOf<'POST /api/desk/orders/:no/parcels'>['parcels'][number];

interface Typed {
  kind: Parcel['kind'];
  carrier?: Carrier;
  number?: string;
  pieces: Record<string, number>;
}

const KINDS = (['express', 'sameCity', 'virtual'] as const).map((value) => ({
  value,
  label: PARCEL_KIND_TEXT[value],
}));
const COMPANIES = (Object.keys(CARRIERS) as Carrier[]).map((value) => ({ value, label: CARRIERS[value] }));

function parcelOf({ kind, carrier, number, pieces }: Typed): Parcel | null {
  if (kind !== 'express') return { kind };
  if (carrier === undefined || number === undefined) return null;
  const lines = Object.entries(pieces)
    .filter(([, quantity]) => quantity > 0)
    .map(([line, quantity]) => ({ line: Number(line), quantity }));
  return { kind, carrier, number: number.trim(), lines };
}

/** One parcel of the own goods of an order. */
export function SendDrawer({ order, onClose }: { order: DeskOrder; onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const kind = Form.useWatch('kind', form);
  const send = useWrite('POST /api/desk/orders/:no/parcels', '已发货', onClose);
  const unsent = order.lines.filter(({ unsentPieces }) => unsentPieces > 0);
  return (
    <Drawer open title="发货" size={520} onClose={onClose}>
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{
          kind: 'express',
          pieces: Object.fromEntries(unsent.map(({ line, unsentPieces }) => [line, unsentPieces])),
        }}
        onFinish={(typed) => {
          const parcel = parcelOf(typed);
          if (parcel !== null) send.mutate({ params: { no: order.no }, body: { parcels: [parcel] } });
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
            {unsent.map(({ line, title, skuName, unsentPieces }) => (
              <Form.Item
                key={line}
                name={['pieces', String(line)]}
                label={`${title}${skuName === '' ? '' : `（${skuName}）`}，待发 ${unsentPieces} 件`}
              >
                <InputNumber min={0} max={unsentPieces} precision={0} />
              </Form.Item>
            ))}
          </>
        ) : (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 16 }}
            title={`一次交付全部待发的 ${unsent.reduce((sum, { unsentPieces }) => sum + unsentPieces, 0)} 件`}
          />
        )}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          发货
        </Button>
      </Form>
    </Drawer>
  );
}
