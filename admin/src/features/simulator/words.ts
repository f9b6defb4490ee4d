import { queueKey } from '@paifan/shared/ids/ids';
import { queueName } from '@paifan/shared/texts/queues';

/** `product:12` of a plan → `商品队列 12`. */
export const lineText = (key: string): string => {
  const number = key.split(':').slice(1).join(':');
  return number === '' ? queueName(queueKey(key)) : `${queueName(queueKey(key))} ${number}`;
};

/** `store:3/product:9` → `门店 3 商品 9`. */
export const itemText = (item: string): string =>
  item
    .split('/')
    .map((part) =>
      part.replace('product:', '商品 ').replace('store:', '门店 ').replace('cashier:', '收银台 '),
    )
    .join(' ');

interface Waited {
  readonly joined: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

/** After how many days half, or nine tenths, were paid in full; nobody joined: nothing to say. */
export const waitText = ({ joined, ...waited }: Waited, which: 'p50' | 'p90'): string => {
  const days = waited[which];
  return joined === 0 ? '—' : days === null ? '尚未轮到' : `${days} 天`;
};
