import { Op } from 'sequelize';
import { z } from 'zod';
import { ratingOf, STARS, type Rating, type Stars } from '@paifan/shared/catalogue/ratings';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, MerchantId, ProductId, ReviewId } from '@paifan/shared/ids/ids';
import { countColumn } from '../../db/columns';
import type { OrderLineRow } from '../../db/models/orders';
import type { ReviewRow } from '../../db/models/reviews';
import type { TimeSpan } from '../../db/idBounds';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { Executor } from '../../db/transaction';
import type { ShopContext } from '../context';
import { findOwnOrder } from '../orders/findOrder';
import { duringSpan, olderThan, pageLimit, toPage } from '../lists';

type Reading = Pick<ShopContext, 'db'>;

/** A review with who wrote it of what. */
export interface ShownReview {
  readonly id: ReviewId;
  readonly review: ReviewRow;
  /** Not masked. */
  readonly nickname: string;
  readonly orderNo: string;
  /** As the product was called when it was ordered. */
  readonly title: string;
  readonly picture: string | null;
}

export interface ReviewFilters {
  readonly productId?: ProductId;
  readonly merchantId?: MerchantId;
  readonly memberId?: MemberId;
  readonly stars?: Stars;
  readonly hidden?: boolean;
  readonly answered?: boolean;
}

/** Reviews, newest first. */
export async function readReviews(
  { db }: Reading,
  { cursor, limit, fromTime, toTime, answered, ...filters }: PageRequest & TimeSpan & ReviewFilters,
): Promise<Page<ShownReview>> {
  const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  const rows = await db.reviews.findAll({
    where: {
      ...asked,
      ...duringSpan('createdAt', { fromTime, toTime }),
      ...(answered === undefined ? {} : { answeredAt: answered ? { [Op.ne]: null } : null }),
      ...olderThan<ReviewId>({ cursor, limit }),
    },
    order: [['id', 'DESC']],
    limit: pageLimit({ limit }),
  });
  const { items, next } = toPage(rows, { limit });
  return { items: await withOrders({ db }, items), next };
}

/** What everybody may read of a product. */
export const readReviewsOf = (
  shop: Reading,
  productId: ProductId,
  request: PageRequest & Pick<ReviewFilters, 'stars'>,
): Promise<Page<ShownReview>> => readReviews(shop, { ...request, productId, hidden: false });

/** @param among only if it is one of these @throws ApiError review_not_found */
export async function readReview(
  { db }: Reading,
  id: ReviewId,
  among: Pick<ReviewFilters, 'memberId' | 'merchantId'> = {},
): Promise<ShownReview> {
  const row = await db.reviews.findOne({ where: { id, ...among } });
  const [found] = row ? await withOrders({ db }, [row]) : [];
  if (found === undefined) throw new ApiError('review_not_found');
  return found;
}

async function withOrders({ db }: Reading, rows: readonly ReviewRow[]): Promise<ShownReview[]> {
  if (rows.length === 0) return [];
  const orderIds = [...new Set(rows.map(({ orderId }) => orderId))];
  const orders = await db.orders.findAll({ where: { id: orderIds }, attributes: ['id', 'no'] });
  const lines = await db.orderLines.findAll({
    where: { orderId: orderIds },
    attributes: ['orderId', 'lineNo', 'title', 'picture'],
  });
  const members = await db.members.findAll({
    where: { id: [...new Set(rows.map(({ memberId }) => memberId))] },
    attributes: ['id', 'nickname'],
  });
  return rows.map((review) => {
    const { orderId, lineNo } = review;
    const line = lines.find((each) => each.orderId === orderId && each.lineNo === lineNo);
    return {
      id: review.id,
      review,
      nickname: members.find(({ id }) => id === review.memberId)?.nickname ?? '',
      orderNo: orders.find(({ id }) => id === orderId)?.no ?? '',
      title: line?.title ?? '',
      picture: line?.picture ?? null,
    };
  });
}

const countRow = z.object({ stars: z.union(STARS.map((stars) => z.literal(stars))), reviews: countColumn });

/** What the reviews of a product come to, without those that are hidden. */
export async function readRating(executor: Executor, productId: ProductId): Promise<Rating> {
  const rows = await query(
    executor,
    'SELECT stars, reviews FROM review_counts WHERE product_id = ?',
    [productId],
    countRow,
  );
  const found = new Map(rows.map(({ stars, reviews }) => [stars, reviews]));
  const of = (stars: Stars): number => found.get(stars) ?? 0;
  return ratingOf({ 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5) });
}

/** The lines of an order that sold something, and what was said of each. */
export interface OrderReviews {
  readonly reviewable: boolean;
  readonly lines: readonly { readonly line: OrderLineRow; readonly review: ShownReview | null }[];
}

/** @throws ApiError order_not_found, also for somebody else's */
export async function readOrderReviews(
  { db }: Reading,
  memberId: MemberId,
  orderNo: string,
): Promise<OrderReviews> {
  const { id: orderId, state } = await findOwnOrder(db, memberId, orderNo);
  const lines = await db.orderLines.findAll({ where: { orderId }, order: [['lineNo', 'ASC']] });
  const reviews = await withOrders({ db }, await db.reviews.findAll({ where: { orderId } }));
  return {
    reviewable: state === 'completed',
    lines: lines
      .filter(({ productId }) => productId !== null)
      .map((line) => ({
        line,
        review: reviews.find(({ review }) => review.lineNo === line.lineNo) ?? null,
      })),
  };
}
