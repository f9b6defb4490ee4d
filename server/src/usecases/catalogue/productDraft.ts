import type { ProductContent } from '@paifan/shared/contract/products';
import { skuProblems, type ProductSource, type SkuProblem } from '@paifan/shared/catalogue/products';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import type { ItemRules } from '@paifan/shared/settings/rules';
import type { Database } from '../../db/connect';
import type { CategoryRow, ProductRow, SkuRow, StoreRow } from '../../db/models/catalogue';
import type { Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';

/** Whose product it is. It is said once, when the product is made. */
export interface Seller {
  readonly source: ProductSource;
  /** The supplier, or the merchant of the store; null: the shop itself, or a supplier without an account. */
  readonly merchantId: MerchantId | null;
  /** Of the source `store` only. */
  readonly storeId: StoreId | null;
}

/** A product as somebody would have it. */
export interface ProductDraft extends ProductContent {
  /** Its own rules of the rebate; absent: as they are, and of a new product as setting 2 says. */
  readonly rebate?: ItemRules;
}

/** @throws ApiError merchant_not_found, store_not_found, product_invalid: a source that does not fit the seller */
export async function findSeller(
  db: Database,
  tx: Tx,
  { source, merchantId, storeId }: Seller,
): Promise<Seller> {
  if ((source === 'store') !== (storeId !== null))
    throw new ApiError('product_invalid', '门店商品须指定门店，其他来源的商品不属于门店');
  if (storeId !== null) {
    const store = await db.stores.findByPk(storeId, { transaction: tx });
    if (store === null) throw new ApiError('store_not_found');
    return { source, storeId, merchantId: store.merchantId };
  }
  if (merchantId === null) return { source, merchantId, storeId };
  const merchant = await db.merchants.findByPk(merchantId, { transaction: tx });
  if (merchant === null) throw new ApiError('merchant_not_found');
  if (source !== 'supplier' || merchant.kind !== 'supplier')
    throw new ApiError('product_invalid', '只有供应商的商品可以指定供应商账号');
  return { source, merchantId, storeId };
}

const SENTENCES: Readonly<Record<SkuProblem['problem'], string>> = {
  choices: '每个规格都要填写所有规格项',
  twice: '规格组合重复',
  specNames: '多个规格的商品须填写规格项，且名称不能重复',
  nothingOnSale: '上架的商品至少要有一个在售的规格',
};

/** @throws ApiError product_invalid, with all problems */
export function assertPossible({ specNames, skus, onSale }: ProductDraft): void {
  const problems = skuProblems(specNames, skus, onSale);
  const [first] = problems;
  if (first !== undefined) throw new ApiError('product_invalid', SENTENCES[first.problem], { problems });
  const codes = skus.flatMap(({ code }) => code ?? []);
  if (new Set(codes).size < codes.length) throw new ApiError('product_invalid', '规格编码重复');
}

/** @throws ApiError forbidden_phrase */
export const assertAllowedProduct = ({ title, summary, detail, specNames, skus }: ProductDraft): void =>
  assertAllowedTexts({
    ...{ title, summary, detail },
    ...{ specNames: specNames.join('\n'), skus: skus.flatMap(({ choices }) => choices).join('\n') },
  });

/** Every picture that a draft names. */
export const picturesIn = ({ pictures, detailPictures, skus }: ProductContent): (string | null)[] => [
  ...pictures,
  ...detailPictures,
  ...skus.map(({ picture }) => picture),
];

/** Every picture that a product has. */
export const picturesOfRow = (
  { picture, pictures, detailPictures }: ProductRow,
  skus: readonly SkuRow[],
): (string | null)[] => [picture, ...pictures, ...detailPictures, ...skus.map((sku) => sku.picture)];

/** What a draft refers to. */
export interface Surroundings {
  readonly category: CategoryRow;
  /** null: a product of the mall. */
  readonly store: StoreRow | null;
}

/** @throws ApiError category_not_found, freight_template_not_found */
export async function findSurroundings(
  db: Database,
  tx: Tx,
  { categoryId, freightTemplateId }: ProductDraft,
  storeId: StoreId | null,
): Promise<Surroundings> {
  const category = await db.categories.findByPk(categoryId, { transaction: tx });
  if (category === null) throw new ApiError('category_not_found');
  if (freightTemplateId !== null) {
    const template = await db.freightTemplates.findByPk(freightTemplateId, { transaction: tx });
    if (template === null) throw new ApiError('freight_template_not_found');
  }
  const store = storeId === null ? null : await db.stores.findByPk(storeId, { transaction: tx });
  return { category, store };
}
