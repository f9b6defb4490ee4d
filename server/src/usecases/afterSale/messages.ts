import { yuanText } from '@paifan/shared/money/text';
import type { AfterSaleState } from '@paifan/shared/orders/afterSale';
import { CARRIERS } from '@paifan/shared/orders/carriers';
import type { OrderAnnouncement } from '../messages/announce';
import type { MessageText } from '../messages/wording';

/** What is told about an order after its payment. */
export type AfterPayment = Extract<
  OrderAnnouncement,
  { kind: 'parcelSent' | 'orderConfirmed' | 'afterSale' }
>;

type Words = Pick<MessageText, 'title' | 'body' | 'amountFen'>;
type AfterSaleNews = Extract<AfterPayment, { kind: 'afterSale' }>;

const STATES: Readonly<Record<AfterSaleState, { title: string; body: (news: AfterSaleNews) => string }>> = {
  requested: {
    title: '售后申请已提交',
    body: ({ amountFen }) => `申请退款 ¥${yuanText(amountFen)}，等待商家处理。`,
  },
  approved: {
    title: '商家已同意退货',
    body: ({ answer }) => `请寄回商品，并在售后详情中填写物流单号。${answer ?? ''}`,
  },
  rejected: { title: '售后申请未通过', body: ({ answer }) => `商家回复：${answer ?? '无'}` },
  cancelled: { title: '售后申请已撤销', body: () => '您可以在售后期内重新申请。' },
  returning: { title: '退货物流已登记', body: () => '商家收到退货后为您退款。' },
  received: { title: '商家已收到退货', body: () => '商家确认后为您退款。' },
  refunding: {
    title: '退款处理中',
    body: ({ amountFen }) => `¥${yuanText(amountFen)} 正在原路退回。`,
  },
  refunded: {
    title: '退款成功',
    body: ({ amountFen }) => `¥${yuanText(amountFen)} 已原路退回，相应的排队权益已调整。`,
  },
  failed: {
    title: '退款遇到问题',
    body: ({ amountFen }) => `¥${yuanText(amountFen)} 暂未退回，商家正在处理。`,
  },
};

/** How it reads. */
export function afterPaymentText(news: AfterPayment): Words {
  switch (news.kind) {
    case 'parcelSent':
      return {
        title: news.parcelKind === 'express' ? '商品已发货' : '商品已送出',
        body: sentText(news),
        amountFen: null,
      };
    case 'orderConfirmed':
      return {
        title: '订单已自动确认收货',
        body: `订单 ${news.orderNo} 发货后较长时间未确认，已自动完成。`,
        amountFen: null,
      };
    case 'afterSale': {
      const { title, body } = STATES[news.state];
      return { title, body: `售后 ${news.afterSaleNo}：${body(news)}`, amountFen: news.amountFen };
    }
  }
}

function sentText({ orderNo, carrier, number }: Extract<AfterPayment, { kind: 'parcelSent' }>): string {
  const by = carrier && number ? `，${CARRIERS[carrier]} ${number}` : '';
  return `订单 ${orderNo} 的商品已送出${by}。`;
}
