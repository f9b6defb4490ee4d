import { clockText } from '@/ui/time';
import type { Order } from './api/queries';

/** What the state means for the member. */
export function orderStateNote(order: Order): string {
  switch (order.state) {
    case 'placed':
      return `请在 ${clockText(order.expiresAt)} 前付款，过时自动关闭`;
    case 'paid':
      return order.delivery === 'pickup' ? '已收到付款，凭取货码到店取货' : '已收到付款，正在备货';
    case 'shipped':
      return '商品在路上，收到后请确认收货';
    case 'completed':
      return '这一单已经完成';
    case 'closed':
      return '这一单没有付款，已经关闭';
    case 'refunded':
      return '这一单已全部退款';
  }
}
