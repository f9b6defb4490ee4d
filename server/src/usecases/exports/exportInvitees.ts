import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import type { MemberRow } from '../../db/models/members';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { readInviteesOf } from '../members/adminMembers';
import { exportList } from './exportList';

const COLUMNS: readonly Column<MemberRow>[] = [
  { title: '会员编号', kind: 'text', value: (row) => row.id },
  { title: '昵称', kind: 'text', value: (row) => row.nickname },
  { title: '等级', kind: 'text', value: (row) => row.level },
  { title: '邀请码', kind: 'text', value: (row) => row.inviteCode },
  { title: '加入时间', kind: 'time', value: (row) => row.joinedAt },
];

/** Whom a member invited, newest first. */
export const exportInvitees: LongJobRun = (shop, job) => {
  const { format, memberId } = listExportRequests.exportInvitees.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) => readInviteesOf(shop, memberId, page));
};
