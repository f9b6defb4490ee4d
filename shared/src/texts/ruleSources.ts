import type { RuleKind, RuleOwner, RuleSource } from '../rebate/ratio/chains';

const OWNERS: Readonly<Record<RuleOwner, string>> = {
  product: '商品',
  store: '门店',
  cashier: '收银台',
  platform: '平台',
};
const KINDS: Readonly<Record<RuleKind, string>> = {
  level: '会员等级权益',
  spend: '累计金额权益',
  lottery: '抽奖权益',
  fixed: '默认权益',
};

/** `product.level` → `商品 · 会员等级权益` */
export function sourceText(source: RuleSource): string {
  const [owner, kind] = source.split('.') as [RuleOwner, RuleKind];
  return `${OWNERS[owner]} · ${KINDS[kind]}`;
}
