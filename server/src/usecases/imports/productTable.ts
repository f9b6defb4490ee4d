import type { MerchantId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { Column } from '../../tables/columns';

/*
 * The table of products, one row a SKU, as it is exported and imported. Rows with the same product code belong together; what
 * is about the product stands in the first of them.
 */

/** A SKU with its product, as the table has it. */
export interface ProductTableRow {
  readonly code: string | null;
  readonly title: string;
  readonly categoryName: string;
  readonly summary: string;
  readonly specNames: readonly string[];
  readonly choices: readonly string[];
  readonly skuCode: string | null;
  readonly priceFen: Fen;
  readonly costFen: Fen;
  readonly stock: number;
  readonly skuOnSale: boolean;
  readonly onSale: boolean;
  readonly weightGrams: number;
  readonly pictures: readonly string[];
  readonly detail: string;
  /** Whose it is. null: the shop's own. */
  readonly merchantId: MerchantId | null;
}

/** What stands between the parts of a cell. */
export const PARTS = ' / ';
export const YES = '是';
export const NO = '否';
const flagText = (flag: boolean): string => (flag ? YES : NO);

// prettier-ignore
/** Titles of the columns, in order. The import finds them by these titles, in any order. */
export const PRODUCT_TITLES = {
  code: '商品编码', title: '商品名称', category: '分类', summary: '简介', specNames: '规格名', choices: '规格值', skuCode: '规格编码',
  price: '价格（元）', cost: '成本（元）', stock: '库存', skuOnSale: '规格在售', onSale: '商品上架', weight: '重量（克）', pictures: '图片', detail: '详情',
  merchant: '商家编号',
} as const;
export type ProductTitle = (typeof PRODUCT_TITLES)[keyof typeof PRODUCT_TITLES];

const T = PRODUCT_TITLES;
export const PRODUCT_COLUMNS: readonly Column<ProductTableRow>[] = [
  { title: T.code, kind: 'text', value: (row) => row.code },
  { title: T.title, kind: 'text', value: (row) => row.title },
  { title: T.category, kind: 'text', value: (row) => row.categoryName },
  { title: T.summary, kind: 'text', value: (row) => row.summary },
  { title: T.specNames, kind: 'text', value: (row) => row.specNames.join(PARTS) },
  { title: T.choices, kind: 'text', value: (row) => row.choices.join(PARTS) },
  { title: T.skuCode, kind: 'text', value: (row) => row.skuCode },
  { title: T.price, kind: 'yuan', value: (row) => row.priceFen },
  { title: T.cost, kind: 'yuan', value: (row) => row.costFen },
  { title: T.stock, kind: 'whole', value: (row) => row.stock },
  { title: T.skuOnSale, kind: 'text', value: (row) => flagText(row.skuOnSale) },
  { title: T.onSale, kind: 'text', value: (row) => flagText(row.onSale) },
  { title: T.weight, kind: 'whole', value: (row) => row.weightGrams },
  { title: T.pictures, kind: 'text', value: (row) => row.pictures.join(PARTS) },
  { title: T.detail, kind: 'text', value: (row) => row.detail },
  { title: T.merchant, kind: 'text', value: (row) => row.merchantId },
];
