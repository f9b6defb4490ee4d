import type { RuleKind, RuleOwner } from '@paifan/shared/rebate/ratio/chains';
import type { Product } from './api/queries';

export const SOURCE_TEXT: Record<Product['source'], string> = {
  selfOperated: '自营',
  supplier: '供应商',
  supplyChain: '聚合供应链',
};

const OWNER_TEXT: Record<RuleOwner, string> = {
  product: '商品',
  store: '门店',
  cashier: '收银台',
  platform: '平台',
};

const KIND_TEXT: Record<RuleKind, string> = {
  level: '会员等级权益',
  spend: '累计金额权益',
  lottery: '抽奖权益',
  fixed: '默认权益',
};

/** The rule behind an offered ratio: `product.fixed` → «商品 · 默认权益», as the confirm page calls it. */
export function ruleText(source: string): string {
  const [owner, kind] = source.split('.') as [RuleOwner, RuleKind];
  return `${OWNER_TEXT[owner]} · ${KIND_TEXT[kind]}`;
}
