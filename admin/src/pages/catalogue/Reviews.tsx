import { Link } from 'react-router';
import { merchantId as merchantIdOf, productId as productIdOf } from '@paifan/shared/ids/ids';
import { useList } from '../../api/queries';
import { ReviewActions, type Review } from '../../features/catalogue/ReviewActions';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { MayLink } from '../../ui/MayLink';
import { PageHead } from '../../ui/PageHead';
import { Pictures } from '../../ui/Pictures';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

const FILTERS = ['productId', 'merchantId', 'stars', 'hidden'] as const;
const STARS_TEXT = { '5': '五星', '4': '四星', '3': '三星', '2': '二星', '1': '一星' } as const;
const HIDDEN_TEXT = { false: '显示中', true: '已隐藏' } as const;

const COLUMNS: readonly Column<Review>[] = [
  { key: 'stars', title: '星级', align: 'right', render: ({ stars }) => `${stars} 星` },
  { key: 'text', title: '评价', render: (review) => <Said review={review} /> },
  {
    key: 'product',
    title: '商品',
    render: ({ productId, title, skuName }) => (
      <>
        <Link to={`/products/${productId}`}>{title}</Link>
        {skuName === '' ? null : <div className="quiet">{skuName}</div>}
      </>
    ),
  },
  {
    key: 'order',
    title: '订单',
    render: ({ orderNo }) => (
      <MayLink permission="orders.read" to={`/orders/${orderNo}`}>
        {orderNo}
      </MayLink>
    ),
  },
  { key: 'member', title: '会员编号', hidden: true, render: ({ memberId }) => memberId },
  {
    key: 'hidden',
    title: '状态',
    render: ({ hidden, hiddenReason }) => (
      <>
        <StateTag tone={hidden ? 'over' : 'good'} text={hidden ? HIDDEN_TEXT.true : HIDDEN_TEXT.false} />
        {hiddenReason === null ? null : <div className="quiet">{hiddenReason}</div>}
      </>
    ),
  },
  { key: 'createdAt', title: '时间', render: ({ createdAt }) => <Time iso={createdAt} /> },
  { key: 'actions', title: '操作', render: (review) => <ReviewActions review={review} /> },
];

/** What buyers say, newest first. */
export default function Reviews() {
  const [{ productId, merchantId, stars, hidden }, setFilters, clear] = useUrlState(FILTERS);
  const sifted = {
    productId: idOf(productId, productIdOf),
    merchantId: idOf(merchantId, merchantIdOf),
    ...(isOneOf(STARS_TEXT, stars) ? { stars } : {}),
  };
  const shown = isOneOf(HIDDEN_TEXT, hidden) ? hidden : undefined;
  const list = useList('GET /api/admin/reviews', { query: { ...sifted, hidden: shown } });
  return (
    <>
      <PageHead title="评价" />
      <div className="filters">
        <FilterSelect
          name="星级"
          words={STARS_TEXT}
          value={stars}
          onChange={(value) => setFilters({ stars: value })}
        />
        <FilterSelect
          name="状态"
          words={HIDDEN_TEXT}
          value={hidden}
          onChange={(value) => setFilters({ hidden: value })}
        />
        <FilterText
          name="商品编号"
          width={160}
          value={productId}
          onChange={(value) => setFilters({ productId: value })}
        />
        <FilterText
          name="商家编号"
          width={160}
          value={merchantId}
          onChange={(value) => setFilters({ merchantId: value })}
        />
      </div>
      <ListTable
        name="reviews"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有评价"
        hint="会员在订单完成后可以评价"
        onClear={clear}
        exported={
          <ExportButton
            kind="exportReviews"
            filters={{ ...sifted, ...(shown === undefined ? {} : { hidden: shown === 'true' }) }}
          />
        }
      />
    </>
  );
}

/** What the buyer said, at once and later, and what was answered. */
const Said = ({ review: { text, pictures, added, answer } }: { review: Review }) => (
  <div className="review-text">
    {text}
    {pictures.length === 0 ? null : <Pictures paths={pictures} label="评价图片" />}
    {added === null ? null : (
      <div>
        追评：{added.text}
        {added.pictures.length === 0 ? null : <Pictures paths={added.pictures} label="追评图片" />}
      </div>
    )}
    {answer === null ? null : <div className="quiet">回复：{answer.text}</div>}
  </div>
);
