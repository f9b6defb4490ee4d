import type { Product } from './api/queries';

export const SOURCE_TEXT: Record<Product['source'], string> = {
  selfOperated: '自营',
  supplier: '供应商',
  supplyChain: '聚合供应链',
  store: '门店',
};

/** The most pieces of one SKU in an order, by the API's contract. */
const MAX_PIECES = 99;

/** How many pieces can be asked for; one also of what is sold out, for that is told elsewhere. */
export const mostPieces = (stock: number): number => Math.max(1, Math.min(stock, MAX_PIECES));
