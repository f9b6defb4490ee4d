import { z } from 'zod';
import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { maskPhone } from '@paifan/shared/members/phone';
import { CARRIERS, type Carrier } from '@paifan/shared/orders/carriers';
import { ASSET_TEXT, GIFT_ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import type { GiftOrderRow } from '../../db/models/gifts';
import { readMemberNames } from '../../db/names';
import type { Column } from '../../tables/columns';
import { readGiftOrders } from '../gifts/giftOrders';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

/** What the request is kept as: whether its operator may export whole phone numbers is judged when it is asked for. */
const params = listExportRequests.exportGiftOrders.extend({ wholePhones: z.boolean() });

interface Row {
  readonly order: GiftOrderRow;
  readonly nickname: string;
}

const carrierName = (carrier: Carrier | null): string | null => carrier && CARRIERS[carrier];

const columnsFor = (wholePhones: boolean): readonly Column<Row>[] => [
  { title: '编号', kind: 'text', value: ({ order }) => order.no },
  { title: '礼品', kind: 'text', value: ({ order }) => order.title },
  { title: '件数', kind: 'whole', value: ({ order }) => order.quantity },
  { title: '状态', kind: 'text', value: ({ order }) => GIFT_ORDER_STATE_TEXT[order.state] },
  { title: '会员编号', kind: 'text', value: ({ order }) => order.memberId },
  { title: '会员', kind: 'text', value: ({ nickname }) => nickname },
  { title: '所用', kind: 'hundredths', value: ({ order }) => order.amount },
  { title: '资产', kind: 'text', value: ({ order }) => ASSET_TEXT[order.balance] },
  { title: '收件人', kind: 'text', value: ({ order: { address } }) => address.name },
  {
    title: '手机号',
    kind: 'text',
    value: ({ order: { address } }) => (wholePhones ? address.phone : maskPhone(address.phone)),
  },
  { title: '寄往', kind: 'text', value: ({ order: { address } }) => `${address.region} ${address.detail}` },
  { title: '快递', kind: 'text', value: ({ order }) => carrierName(order.carrier) },
  { title: '快递单号', kind: 'text', value: ({ order }) => order.number },
  { title: '取消理由', kind: 'text', value: ({ order }) => order.reason },
  { title: '兑换时间', kind: 'time', value: ({ order }) => order.placedAt },
  { title: '寄出时间', kind: 'time', value: ({ order }) => order.shippedAt },
  { title: '结束时间', kind: 'time', value: ({ order }) => order.endedAt },
];

/** Redeemed gifts in one state, newest first. */
export const exportGiftOrders: LongJobRun = (shop, job) => {
  const { format, state, wholePhones } = params.parse(job.row.params);
  return exportList(job, format, columnsFor(wholePhones), async (page) => {
    const { items, next } = await readGiftOrders(shop, page, { state });
    const names = await readMemberNames(
      shop.db,
      items.map(({ memberId }) => memberId),
    );
    return { items: items.map((order) => ({ order, nickname: names(order.memberId).nickname })), next };
  });
};
