import type { DeliveryWay } from '@paifan/shared/checkout/delivery';
import { STAFF_ROLES, type StaffRole } from '@paifan/shared/merchants/permissions';
import type { DeskOrder, Statement } from './api/queries';

/** How an order reaches its buyer. */
export const DELIVERY_TEXT: Readonly<Record<DeliveryWay, string>> = {
  express: '快递',
  pickup: '到店自提',
  none: '当面交付',
};

/** What each role is for, in a few words. */
export const ROLE_NOTE: Readonly<Record<StaffRole, string>> = {
  owner: '管理一切，包括员工和收款账户',
  manager: '收款、核销、发货，另管商品、门店与日结',
  clerk: '收款、核销、发货',
};

export const roleText = (role: StaffRole): string => STAFF_ROLES[role].label;

/** Where a day stands: open, in a payout, or paid. */
export const payoutText = ({ paid, payoutId }: Pick<Statement, 'paid' | 'payoutId'>): string =>
  paid ? '已打款' : payoutId === null ? '待结算' : '结算中';

/** What is to be done with pieces of a line, in the order in which it matters to who packs them. */
export function piecesText(line: DeskOrder['lines'][number]): string {
  if (line.unsentPieces > 0) return `待发 ${line.unsentPieces} 件`;
  return line.shippedPieces > 0 ? `已发 ${line.shippedPieces} 件` : `${line.quantity} 件`;
}

/** What is not to be sent, and why; undefined: nothing. */
export function heldText(line: DeskOrder['lines'][number]): string | undefined {
  const held = line.heldBackPieces > 0 ? `${line.heldBackPieces} 件售后中，暂不发` : '';
  const gone = line.withdrawnPieces > 0 ? `${line.withdrawnPieces} 件已退，不再发` : '';
  const text = [held, gone].filter((part) => part !== '').join('；');
  return text === '' ? undefined : text;
}

/** The page that an invitation opens. */
export const joinPath = (code: string): string => `/packages/desk/join/index?code=${code}`;
