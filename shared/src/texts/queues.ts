import type { QueueKey } from '../ids/ids';

/** What kinds of queues are called: the first part of their keys. SPEC section 4. */
export const QUEUE_KIND_TEXT = {
  mall: '商城队列',
  product: '商品队列',
  stores: '门店队列',
  store: '门店队列',
  cashiers: '收银台队列',
  cashier: '收银台队列',
  union: '工会队列',
} as const;

/** What is special about a queue; nothing: it runs. */
export const QUEUE_MARK_TEXT = {
  closed: '已结束',
  stuck: '结算停住',
  allPaused: '全部暂停',
  paused: '已暂停',
  isBraked: '刹车中',
} as const;
export const QUEUE_RUNS_TEXT = '正常';

const NAMES: Readonly<Record<string, string>> = QUEUE_KIND_TEXT;

/** The name of a queue with which of its kind it is, as operators tell them apart: `product:13` is 商品队列 13. */
export function queueTitle(key: string): string {
  const [kind = '', ...of] = key.split(':');
  return [NAMES[kind] ?? kind, ...of].join(' ');
}

/** The name of a queue, as members read it. */
export const queueName = (key: QueueKey): string => NAMES[key.split(':')[0] ?? ''] ?? key;
