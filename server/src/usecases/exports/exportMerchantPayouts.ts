import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import {
  MERCHANT_PAYOUT_STATES,
  PAYOUT_METHOD_NAMES,
  PAYOUT_METHODS,
} from '@paifan/shared/merchants/payablePayouts';
import { MERCHANT_PAYOUT_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, dayColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

const payoutRow = z.object({
  id: idColumn,
  no: z.string(),
  merchant_id: idColumn,
  merchant_name: z.string(),
  state: z.enum(MERCHANT_PAYOUT_STATES),
  amount_fen: fenColumn,
  from_day: dayColumn,
  until_day: dayColumn,
  days: countColumn,
  method: z.enum(PAYOUT_METHOD_NAMES),
  bank_name: z.string().nullable(),
  account_hint: z.string().nullable(),
  requested_by: z.string(),
  requested_at: timeColumn,
  decided_by: z.string().nullable(),
  decided_at: timeColumn.nullable(),
  ended_at: timeColumn.nullable(),
  note: z.string().nullable(),
  reference: z.string().nullable(),
});
type Row = z.output<typeof payoutRow>;

const NO: Column<Row> = { title: '结算单号', kind: 'text', value: (row) => row.no };
const OF_WHOM: readonly Column<Row>[] = [
  { title: '商家编号', kind: 'text', value: (row) => row.merchant_id },
  { title: '商家', kind: 'text', value: (row) => row.merchant_name },
];
const WHAT: readonly Column<Row>[] = [
  { title: '状态', kind: 'text', value: (row) => MERCHANT_PAYOUT_STATE_TEXT[row.state] },
  { title: '金额', kind: 'yuan', value: (row) => row.amount_fen },
  { title: '日结天数', kind: 'whole', value: (row) => row.days },
  { title: '首日', kind: 'text', value: (row) => row.from_day },
  { title: '末日', kind: 'text', value: (row) => row.until_day },
];
const REQUESTED: Column<Row> = { title: '申请时间', kind: 'time', value: (row) => row.requested_at };
const END: readonly Column<Row>[] = [
  { title: '结束时间', kind: 'time', value: (row) => row.ended_at },
  { title: '转账单号', kind: 'text', value: (row) => row.reference },
  { title: '说明', kind: 'text', value: (row) => row.note },
];

/** With the persons, and without the account. */
const OF_SHOP = [
  ...[NO, ...OF_WHOM, ...WHAT],
  { title: '申请人', kind: 'text', value: (row) => row.requested_by },
  REQUESTED,
  { title: '复核人', kind: 'text', value: (row) => row.decided_by },
  { title: '复核时间', kind: 'time', value: (row) => row.decided_at },
  ...END,
] satisfies readonly Column<Row>[];

/** Who of the platform did it is the platform's. Of its account a merchant reads what its list shows. */
const OF_MERCHANT = [
  ...[NO, ...WHAT],
  { title: '收款方', kind: 'text', value: (row) => row.bank_name ?? PAYOUT_METHODS[row.method].label },
  { title: '账号尾号', kind: 'text', value: (row) => row.account_hint },
  ...[REQUESTED, ...END],
] satisfies readonly Column<Row>[];

const TABLE: DaysTable<Row> = {
  columns: OF_SHOP,
  row: payoutRow,
  from: 'merchant_payouts p',
  at: 'p.requested_at',
  select: `p.id, p.no, p.merchant_id, m.name AS merchant_name, p.state, p.amount_fen, p.from_day, p.until_day,
    p.days, p.method, p.bank_name, p.account_hint, asked.name AS requested_by, p.requested_at, decided.name AS decided_by, p.decided_at,
    p.ended_at, p.note, p.reference`,
  joins: `JOIN merchants m ON m.id = p.merchant_id JOIN operators asked ON asked.id = p.requested_by_id LEFT
    JOIN operators decided ON decided.id = p.decided_by_id`,
};

/** Payouts to merchants, in the order in which they were asked for; without the account that they went to. */
export const exportMerchantPayouts: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportMerchantPayouts.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ...equals('p.state', asked.state),
    ...equals('p.merchant_id', asked.merchantId),
  ]);
};

/** Those to one merchant. */
export const deskExportPayouts: LongJobRun = ({ db }, job) => {
  const asked = deskExportRequests.deskExportPayouts.parse(job.row.params);
  return exportDays(db, job, { ...TABLE, columns: OF_MERCHANT }, asked, [
    ['p.merchant_id = ?', [job.row.merchantId]],
  ]);
};
