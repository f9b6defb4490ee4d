import type { Product } from './api/queries';

export const SOURCE_TEXT: Record<Product['source'], string> = {
  selfOperated: '自营',
  supplier: '供应商',
  supplyChain: '聚合供应链',
};
