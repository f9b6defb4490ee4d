import type { Store } from '@/features/shop/api/queries';

/** Whether it is open now, where that is known. */
export const openText = ({ openNow }: Pick<Store, 'openNow'>): string | null =>
  openNow === null ? null : openNow ? '营业中' : '休息中';
