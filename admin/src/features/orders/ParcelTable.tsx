import { Table } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { PARCEL_KIND_TEXT } from '@paifan/shared/texts/states';
import { Time } from '../../ui/Time';

type Parcel = ResponseOf<'GET /api/desk/orders/:no'>['parcels'][number];

/** What was sent of an order. */
export const ParcelTable = ({ parcels }: { parcels: readonly Parcel[] }) => (
  <Table
    size="small"
    pagination={false}
    rowKey={({ number, shippedAt }) => `${number ?? ''}${shippedAt}`}
    dataSource={[...parcels]}
    columns={[
      { title: '方式', render: (_, { kind, carrierName }) => carrierName ?? PARCEL_KIND_TEXT[kind] },
      { title: '单号', render: (_, { number }) => number ?? '—' },
      { title: '发货', render: (_, { shippedAt }) => <Time iso={shippedAt} /> },
      {
        title: '内容',
        render: (_, { lines }) => lines.map(({ title, quantity }) => `${title} × ${quantity}`).join('，'),
      },
    ]}
  />
);
