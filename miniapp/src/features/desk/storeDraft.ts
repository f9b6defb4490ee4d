import { ownHoursText } from '@paifan/shared/merchants/hours';
import { SHOP_PHONE } from '@paifan/shared/merchants/phone';
import { hoursOf, hoursProblem, spansOf, type HoursSpan } from '@/features/store/hours';
import type { DeskStore, StoreFront } from './api/queries';

/** What the people of a store change of its page, as it is typed. */
export interface StoreDraft {
  phone: string;
  notice: string;
  hours: HoursSpan[];
  /** Own words for the hours; empty: told from them. */
  hoursText: string;
  /** The first one stands in lists. */
  pictures: string[];
}

/** The first one, and eight beside it. */
export const MOST_PICTURES = 9;

export const draftOf = (store: DeskStore): StoreDraft => ({
  ...{ phone: store.phone, notice: store.notice, hours: spansOf(store.weeklyHours ?? []) },
  hoursText: ownHoursText(store),
  pictures: [store.picture, ...store.pictures],
});

/** What keeps it from being saved, in a sentence; null: nothing. */
export function problemOf(draft: StoreDraft): string | null {
  const phone = draft.phone.trim();
  if (phone !== '' && !SHOP_PHONE.test(phone)) return '电话请填手机、带区号的座机或 400 电话，也可以不填';
  if (draft.pictures.length === 0) return '请至少留一张图片，第一张会显示在门店列表';
  return hoursProblem(draft.hours);
}

/**
 * The draft as the API takes it.
 * @param store as it was when the draft was begun: hours that nobody touched stay what they were, also «never open»
 */
export function frontOf(draft: StoreDraft, store: DeskStore): StoreFront {
  const [picture = store.picture, ...pictures] = draft.pictures;
  const untouched = JSON.stringify(hoursOf(draft.hours)) === JSON.stringify(hoursOf(draftOf(store).hours));
  const told = draft.hours.length === 0 ? null : hoursOf(draft.hours);
  return {
    ...{ picture, pictures, phone: draft.phone.trim(), notice: draft.notice.trim() },
    openingHours: draft.hoursText.trim(),
    weeklyHours: untouched ? store.weeklyHours : told,
  };
}
