import { specsOf, type Spec } from '@paifan/shared/catalogue/combinations';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import type { FreightTemplateId, SkuId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';

/* A product as it is typed, and as it is sent: the same for operators and for desks. */

export type FullProduct = ResponseOf<'PUT /api/admin/products/:id'>;
/** What anybody who sells says of a product. */
export type ProductContent = Omit<BodyInputOf<'PUT /api/desk/products/:id'>, 'version' | 'confirmWaiting'>;

export interface TypedSku {
  /** Absent: a new one. */
  readonly id?: SkuId;
  readonly choices: readonly string[];
  readonly code: string;
  readonly priceFen: number;
  readonly costFen: number;
  /** What was in stock when it was read; null: a new one. */
  readonly seenStock: number | null;
  /** Pieces more or fewer; of a new one all its pieces. */
  readonly stockBy: number;
  readonly picture: string;
  readonly onSale: boolean;
}

/** What SKUs differ in, and the SKUs. */
export interface Variants {
  readonly specs: readonly Spec[];
  readonly skus: readonly TypedSku[];
}

export interface TypedProduct {
  code?: string;
  title: string;
  summary: string;
  categoryId?: string;
  pictures: string[];
  detail: string;
  detailPictures: string[];
  variants: Variants;
  freightTemplateId: FreightTemplateId | null;
  weightGrams: number;
  offersExpress: boolean;
  offersPickup: boolean;
  onSale: boolean;
}

export const freshSku = (choices: readonly string[]): TypedSku => ({
  ...{ choices, code: '', priceFen: 0, costFen: 0, seenStock: null, stockBy: 0, picture: '', onSale: true },
});

/** What the form of a new product begins with. */
export const freshProduct = (): TypedProduct => ({
  ...{ title: '', summary: '', pictures: [], detail: '', detailPictures: [] },
  ...{ variants: { specs: [], skus: [freshSku([])] }, freightTemplateId: null, weightGrams: 0 },
  ...{ offersExpress: true, offersPickup: true, onSale: false },
});

export function typedOf(product: FullProduct): TypedProduct {
  const { title, summary, categoryId, pictures, detail, detailPictures, specNames, skus, ...rest } = product;
  const { freightTemplateId, weightGrams, offersExpress, offersPickup, onSale } = rest;
  return {
    ...{ title, summary, categoryId, pictures, detail, detailPictures },
    ...{ freightTemplateId, weightGrams, offersExpress, offersPickup, onSale },
    code: product.code ?? '',
    variants: {
      specs: specsOf(specNames, skus),
      skus: skus.map(({ id, choices, code, priceFen, costFen, stock, picture, onSale: sells }) => ({
        ...{ id, choices, priceFen, costFen, seenStock: stock, stockBy: 0, onSale: sells },
        ...{ code: code ?? '', picture: picture ?? '' },
      })),
    },
  };
}

/** What is typed, as it is sent. Stock goes as a difference: orders take pieces while somebody types. */
export function contentOf({ variants, code, categoryId = '', ...typed }: TypedProduct): ProductContent {
  const { title, summary, pictures, detail, detailPictures, ...rest } = typed;
  const { freightTemplateId, weightGrams, offersExpress, offersPickup, onSale } = rest;
  return {
    ...{ title, summary, categoryId, pictures, detail, detailPictures },
    ...{ freightTemplateId, weightGrams, offersExpress, offersPickup, onSale },
    code: code?.trim() || null,
    specNames: variants.specs.map(({ name }) => name),
    skus: variants.skus.map((sku) => ({
      ...(sku.id === undefined ? {} : { id: sku.id }),
      choices: [...sku.choices],
      code: sku.code.trim() || null,
      priceFen: fen(sku.priceFen),
      costFen: fen(sku.costFen),
      picture: sku.picture || null,
      onSale: sku.onSale,
      ...stockOf(sku),
    })),
  };
}

const stockOf = ({ seenStock, stockBy }: TypedSku) =>
  seenStock === null ? { stock: { set: stockBy } } : stockBy === 0 ? {} : { stock: { by: stockBy } };

/** What is wrong with the variants, as far as a form can tell; null: nothing. */
export function variantsProblem({ specs, skus }: Variants): string | null {
  if (specs.some(({ name }) => name.trim() === '')) return '请填写规格名，例如颜色';
  if (skus.length === 0) return '请生成规格组合';
  if (skus.some(({ choices }) => choices.length !== specs.length)) return '规格项已改动，请先生成组合';
  const stray = skus.some(({ choices }) =>
    choices.some((choice, index) => !specs[index]?.values.includes(choice)),
  );
  if (stray) return '规格值已改动，请先生成组合';
  if (skus.some(({ priceFen }) => priceFen < 1)) return '请填写每个规格的价格';
  if (skus.some(({ seenStock, stockBy }) => (seenStock ?? 0) + stockBy < 0)) return '库存不能少于 0';
  return null;
}
