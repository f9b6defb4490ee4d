import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { readReviews, type ShownReview } from '../reviews/readReviews';
import { deskOf } from './deskOf';
import { exportList } from './exportList';

const OF_SHOP: readonly Column<ShownReview>[] = [
  { title: '星级', kind: 'whole', value: ({ review }) => review.stars },
  { title: '评价', kind: 'text', value: ({ review }) => review.text },
  { title: '图片数', kind: 'whole', value: ({ review }) => review.pictures.length },
  { title: '追评', kind: 'text', value: ({ review }) => review.addedText },
  { title: '追评时间', kind: 'time', value: ({ review }) => review.addedAt },
  { title: '回复', kind: 'text', value: ({ review }) => review.answer },
  { title: '回复时间', kind: 'time', value: ({ review }) => review.answeredAt },
  { title: '商品编号', kind: 'text', value: ({ review }) => review.productId },
  { title: '商品', kind: 'text', value: ({ title }) => title },
  { title: '规格', kind: 'text', value: ({ review }) => review.skuName },
  { title: '商家编号', kind: 'text', value: ({ review }) => review.merchantId },
  { title: '订单号', kind: 'text', value: ({ orderNo }) => orderNo },
  { title: '会员编号', kind: 'text', value: ({ review }) => review.memberId },
  { title: '状态', kind: 'text', value: ({ review }) => (review.hidden ? '已隐藏' : '显示中') },
  { title: '隐藏理由', kind: 'text', value: ({ review }) => review.hiddenReason },
  { title: '时间', kind: 'time', value: ({ review }) => review.createdAt },
];

/** Who said it stays in the shop. */
const OF_MERCHANT: readonly Column<ShownReview>[] = [
  { title: '时间', kind: 'time', value: ({ review }) => review.createdAt },
  { title: '评分', kind: 'whole', value: ({ review }) => review.stars },
  { title: '商品', kind: 'text', value: ({ title }) => title },
  { title: '规格', kind: 'text', value: ({ review }) => review.skuName },
  { title: '评价', kind: 'text', value: ({ review }) => review.text },
  { title: '追评', kind: 'text', value: ({ review }) => review.addedText },
  { title: '回复', kind: 'text', value: ({ review }) => review.answer },
  { title: '回复时间', kind: 'time', value: ({ review }) => review.answeredAt },
];

/** What buyers say, newest first. */
export const exportReviews: LongJobRun = (shop, job) => {
  const { format, ...filters } = listExportRequests.exportReviews.parse(job.row.params);
  return exportList(job, format, OF_SHOP, (page) => readReviews(shop, { ...page, ...filters }));
};

/** What they say of a merchant's products. */
export const deskExportReviews: LongJobRun = async (shop, job) => {
  const { format, from, to, answered } = deskExportRequests.deskExportReviews.parse(job.row.params);
  const { merchantId } = await deskOf(shop, job);
  const asked = { merchantId, answered, ...dayBounds(from, to) };
  return exportList(job, format, OF_MERCHANT, (page) => readReviews(shop, { ...page, ...asked }));
};
