import type { ResponseOf } from '@paifan/shared/contract/contract';
import { specsOf } from '@paifan/shared/catalogue/combinations';
import type { FullProduct, TypedProduct } from '../../features/catalogue/typedProduct';

export type Proposal = ResponseOf<'GET /api/desk/proposals/:id'>;

/** A proposal as its form shows it. @param product that it changes, as it is; null: a new one */
export function typedOfDraft({ draft }: Proposal, product: FullProduct | null): TypedProduct {
  const { title, summary, categoryId, pictures, detail, detailPictures, specNames, skus, ...rest } = draft;
  const { freightTemplateId, weightGrams, offersExpress, offersPickup, onSale } = rest;
  const stockOf = (id: string | undefined): number | null =>
    id === undefined ? null : (product?.skus.find((sku) => sku.id === id)?.stock ?? 0);
  return {
    ...{ title, summary, categoryId, pictures, detail, detailPictures },
    ...{ freightTemplateId, weightGrams, offersExpress, offersPickup, onSale },
    code: draft.code ?? '',
    variants: {
      specs: specsOf(specNames, skus),
      skus: skus.map(({ id, choices, code, priceFen, costFen, picture, onSale: sells, stock }) => ({
        ...(id === undefined ? {} : { id }),
        ...{ choices, priceFen, costFen, onSale: sells, seenStock: stockOf(id) },
        ...{ code: code ?? '', picture: picture ?? '' },
        stockBy: id === undefined && stock !== undefined && 'set' in stock ? stock.set : 0,
      })),
    },
  };
}
