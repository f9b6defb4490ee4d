import { z } from 'zod';
import { PROPOSAL_STATES } from '@paifan/shared/catalogue/proposalStates';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { PROPOSAL_STATE_TEXT } from '@paifan/shared/texts/states';
import { idColumn, timeColumn } from '../../db/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportWhole, type WholeTable } from './exportDays';

const proposalRow = z.object({
  id: idColumn,
  title: z.string(),
  product_id: idColumn.nullable(),
  state: z.enum(PROPOSAL_STATES),
  reason: z.string().nullable(),
  created_at: timeColumn,
  submitted_at: timeColumn.nullable(),
  decided_at: timeColumn.nullable(),
});

const TABLE: WholeTable<z.output<typeof proposalRow>> = {
  columns: [
    { title: '商品', kind: 'text', value: (row) => row.title },
    { title: '申请', kind: 'text', value: (row) => (row.product_id === null ? '新商品' : '修改商品') },
    { title: '状态', kind: 'text', value: (row) => PROPOSAL_STATE_TEXT[row.state] },
    { title: '平台的说明', kind: 'text', value: (row) => row.reason },
    { title: '建立时间', kind: 'time', value: (row) => row.created_at },
    { title: '提交时间', kind: 'time', value: (row) => row.submitted_at },
    { title: '审核时间', kind: 'time', value: (row) => row.decided_at },
  ],
  row: proposalRow,
  from: 'product_proposals p',
  select: 'p.id, p.title, p.product_id, p.state, p.reason, p.created_at, p.submitted_at, p.decided_at',
  joins: '',
};

/** What a supplier proposed, and what became of it, in the order of writing. */
export const deskExportProposals: LongJobRun = ({ db }, job) => {
  const { format, state } = deskExportRequests.deskExportProposals.parse(job.row.params);
  return exportWhole(db, job, TABLE, format, [
    ['p.merchant_id = ?', [job.row.merchantId]],
    ...equals('p.state', state),
  ]);
};
