import { claimStateOf } from '@paifan/shared/checkout/claims';
import type { CouponScope } from '@paifan/shared/checkout/discount';
import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { couponText } from '@paifan/shared/texts/coupons';
import { CLAIM_STATE_TEXT } from '@paifan/shared/texts/states';
import type { CouponRow } from '../../db/models/checkout';
import type { Column } from '../../tables/columns';
import { readAllCoupons } from '../coupons/readCoupons';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const columnsAt = (now: Date, categories: ReadonlyMap<string, string>): readonly Column<CouponRow>[] => [
  { title: '编号', kind: 'text', value: (row) => row.id },
  { title: '名称', kind: 'text', value: (row) => row.name },
  { title: '优惠', kind: 'text', value: (row) => couponText(row) },
  { title: '状态', kind: 'text', value: (row) => stateText(row, now) },
  { title: '适用范围', kind: 'text', value: (row) => scopeText(row.scope, categories) },
  { title: '领取后有效天数', kind: 'whole', value: (row) => row.validDays },
  { title: '有效期开始', kind: 'time', value: (row) => row.validFrom },
  { title: '有效期截止', kind: 'time', value: (row) => row.validUntil },
  { title: '已领', kind: 'whole', value: (row) => row.claimed },
  { title: '总数（空为不限）', kind: 'whole', value: (row) => row.total },
  { title: '已用', kind: 'whole', value: (row) => row.used },
  { title: '共优惠', kind: 'yuan', value: (row) => row.savedFen },
  { title: '每人可领', kind: 'whole', value: (row) => row.perMember },
  { title: '领取开始', kind: 'time', value: (row) => row.claimFrom },
  { title: '领取截止', kind: 'time', value: (row) => row.claimUntil },
  { title: '停止发放', kind: 'time', value: (row) => row.stoppedAt },
];

function stateText({ stoppedAt, claimFrom, claimUntil, total, claimed }: CouponRow, now: Date): string {
  const times = { from: claimFrom.getTime(), until: claimUntil.getTime() };
  return CLAIM_STATE_TEXT[
    claimStateOf({ ...times, isStopped: stoppedAt !== null, total, claimed }, now.getTime())
  ];
}

function scopeText(scope: CouponScope, categories: ReadonlyMap<string, string>): string {
  switch (scope.type) {
    case 'mall':
      return '全部商城商品';
    case 'categories':
      return `分类：${scope.ids.map((id) => categories.get(id) ?? id).join('、')}`;
    case 'products':
      return `商品编号：${scope.ids.join('、')}`;
    case 'store':
      return `门店编号：${scope.id}`;
  }
}

/** Coupons with what came of them, newest first. */
export const exportCoupons: LongJobRun = async (shop, job) => {
  const { format } = listExportRequests.exportCoupons.parse(job.row.params);
  const categories = new Map((await shop.db.categories.findAll()).map(({ id, name }) => [id, name]));
  const columns = columnsAt(shop.clock.now(), categories);
  return exportList(job, format, columns, (page) => readAllCoupons(shop, page));
};
