import { Alert, Button, Drawer, Form, InputNumber, Select } from 'antd';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { PARCEL_KINDS, type Carrier, type ParcelKind } from '@paifan/shared/orders/carriers';
import { PARCEL_KIND_TEXT } from '@paifan/shared/texts/states';
import { useWrite } from '../../api/queries';
import type { Side } from '../sides';
import { ExpressFields } from './ExpressFields';

const ROUTES = {
  admin: 'POST /api/admin/orders/:no/parcels',
  desk: 'POST /api/desk/orders/:no/parcels',
} as const;

/** What each side hands over; what is picked up at a store is redeemed by its code there. */
const KINDS: Readonly<Record<Side, readonly ParcelKind[]>> = {
  admin: PARCEL_KINDS,
  desk: PARCEL_KINDS.filter((kind) => kind !== 'pickup'),
};

type Parcel = BodyInputOf<(typeof ROUTES)['admin']>['parcels'][number];

interface Typed {
  kind: ParcelKind;
  carrier?: Carrier;
  number?: string;
  pieces?: Record<string, number>;
}

interface ShipDrawerProps {
  readonly side: Side;
  readonly orderNo: string;
  readonly lines: readonly { line: number; title: string; skuName: string; unsentPieces: number }[];
  readonly onClose: () => void;
}

function parcelOf({ kind, carrier, number, pieces = {} }: Typed, isWhole: boolean): Parcel | null {
  const lines = Object.entries(pieces)
    .filter(([, quantity]) => quantity > 0)
    .map(([line, quantity]) => ({ line: Number(line), quantity }));
  if (kind !== 'express') return isWhole ? { kind } : { kind, lines };
  return carrier === undefined || number === undefined
    ? null
    : { kind, carrier, number: number.trim(), lines };
}

/** One parcel of an order: how it goes, and what is in it. A desk hands over at once what goes without a number. */
export function ShipDrawer({ side, orderNo, lines, onClose }: ShipDrawerProps) {
  const [form] = Form.useForm<Typed>();
  const kind = Form.useWatch('kind', form) ?? 'express';
  const ship = useWrite(ROUTES[side], '已发货', onClose);
  const unsent = lines.filter(({ unsentPieces }) => unsentPieces > 0);
  const isWhole = side === 'desk' && kind !== 'express';

  function send(typed: Typed): void {
    const parcel = parcelOf(typed, isWhole);
    if (parcel !== null) ship.mutate({ params: { no: orderNo }, body: { parcels: [parcel] } });
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
          <Select options={KINDS[side].map((value) => ({ value, label: PARCEL_KIND_TEXT[value] }))} />
        </Form.Item>
        {kind === 'express' ? <ExpressFields /> : null}
        {isWhole ? (
          <Alert
            type="info"
            showIcon
            style={{ marginBottom: 16 }}
            title={`一次交付全部待发的 ${unsent.reduce((sum, { unsentPieces }) => sum + unsentPieces, 0)} 件`}
          />
        ) : (
          unsent.map(({ line, title, skuName, unsentPieces }) => (
            <Form.Item
              key={line}
              name={['pieces', String(line)]}
              label={`${title}${skuName === '' ? '' : `（${skuName}）`}，待发 ${unsentPieces} 件`}
            >
              <InputNumber min={0} max={unsentPieces} precision={0} />
            </Form.Item>
          ))
        )}
        <Button type="primary" htmlType="submit" loading={ship.isPending}>
          发货
        </Button>
      </Form>
    </Drawer>
  );
}
