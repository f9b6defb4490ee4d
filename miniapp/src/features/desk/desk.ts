import Taro from '@tarojs/taro';
import type { StaffPermission } from '@paifan/shared/merchants/permissions';
import { pageParam } from '@/navigation';
import type { OwnDesk } from './api/queries';

/** A desk as a page sees it. */
export interface Desk extends OwnDesk {
  /** Whose desk it is, as requests and addresses name it. */
  readonly id: string;
  /** Does the role allow it? What it does not allow is absent. */
  may(permission: StaffPermission): boolean;
}

export const deskOf = (answer: OwnDesk): Desk => ({
  ...answer,
  id: answer.merchant.id,
  may: (permission) => answer.staff.permissions.includes(permission),
});

const LAST = 'desk';

/** Whose desk the page's address names, else the one that was last open here; empty: the only one. */
export function deskOfPage(): string {
  const named = pageParam('merchant');
  if (named !== '') return named;
  const last: unknown = Taro.getStorageSync(LAST);
  return typeof last === 'string' ? last : '';
}

/** Remembers the desk that is open, for the next visit. */
export const rememberDesk = (merchant: string): void => Taro.setStorageSync(LAST, merchant);
