import { queueKey } from '@paifan/shared/ids/ids';
import { queueName } from '@paifan/shared/texts/queues';
import type { Simulation } from './useSimulation';

/** What products and stores of a plan are called in the shop; a plan may have others. */
export type Titles = Simulation['titles'];

/** `product:12` → `商品` and `12`; an id of a plan may hold anything. */
function partOf(text: string): { readonly kind: string; readonly id: string } {
  const [kind = '', ...rest] = text.split(':');
  return { kind, id: rest.join(':') };
}

const titleOf = (
  { kind, id }: ReturnType<typeof partOf>,
  { products, stores }: Titles,
): string | undefined => (kind === 'product' ? products[id] : stores[id]);

/** `product:12` → `商品队列 · 龙井茶`, or `商品队列 12` where the shop has no such product. */
export function lineText(key: string, titles: Titles): string {
  const part = partOf(key);
  const name = queueName(queueKey(key));
  const title = titleOf(part, titles);
  return title !== undefined ? `${name} · ${title}` : part.id === '' ? name : `${name} ${part.id}`;
}

const ITEM_NAMES: Readonly<Record<string, string>> = { product: '商品', store: '门店', cashier: '收银台' };

/** `store:3/product:9` → `巷口面馆 · 牛肉面`, or `门店 3 · 商品 9`. */
export const itemText = (item: string, titles: Titles): string =>
  item
    .split('/')
    .map(partOf)
    .map((part) => {
      const name = ITEM_NAMES[part.kind] ?? part.kind;
      const title = titleOf(part, titles);
      if (title === undefined) return `${name} ${part.id}`;
      return part.kind === 'cashier' ? `${title} · ${name}` : title;
    })
    .join(' · ');

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
