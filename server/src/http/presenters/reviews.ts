import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { ReviewRow } from '../../db/models/reviews';
import type { ShownReview } from '../../usecases/reviews/readReviews';
import { maskName } from './names';
import { instant } from './texts';

type ReviewView = ResponseOf<'GET /api/products/:id/reviews'>['items'][number];
type OwnView = ResponseOf<'GET /api/me/reviews'>['items'][number];
type AdminView = ResponseOf<'GET /api/admin/reviews'>['items'][number];
type DeskView = ResponseOf<'GET /api/desk/reviews'>['items'][number];

const presentWords = (review: ReviewRow): Omit<ReviewView, 'name'> => ({
  id: review.id,
  stars: review.stars,
  skuName: review.skuName,
  text: review.text,
  pictures: [...review.pictures],
  createdAt: instant(review.createdAt),
  added:
    review.addedText === null || review.addedAt === null
      ? null
      : { text: review.addedText, pictures: [...(review.addedPictures ?? [])], at: instant(review.addedAt) },
  answer:
    review.answer === null || review.answeredAt === null
      ? null
      : { text: review.answer, at: instant(review.answeredAt) },
});

export const presentReview = ({ review, nickname }: ShownReview): ReviewView => ({
  ...presentWords(review),
  name: maskName(nickname),
});

export const presentOwnReview = ({ review, orderNo, title, picture }: ShownReview): OwnView => ({
  ...presentWords(review),
  orderNo,
  line: review.lineNo,
  productId: review.productId,
  title,
  picture,
  hidden: review.hidden,
});

export const presentAdminReview = ({ review, orderNo, title }: ShownReview): AdminView => ({
  ...presentWords(review),
  productId: review.productId,
  merchantId: review.merchantId,
  memberId: review.memberId,
  orderNo,
  title,
  hidden: review.hidden,
  hiddenReason: review.hiddenReason,
});

export const presentDeskReview = (shown: ShownReview): DeskView => ({
  ...presentReview(shown),
  productId: shown.review.productId,
  title: shown.title,
});
