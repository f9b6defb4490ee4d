import { isDeepStrictEqual } from 'node:util';
import { skuName } from '@paifan/shared/catalogue/products';
import { ApiError } from '@paifan/shared/errors/errors';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import type { ProductRow, SkuRow } from '../../db/models/catalogue';
import type { Tx } from '../../db/transaction';
import type { ProductDraft } from '../catalogue/productDraft';
import { lockProduct, saveProduct } from '../catalogue/saveProduct';
import { proposeFromTable } from '../catalogue/proposals';
import { editedStock, lockSkus, noteStockChange } from '../catalogue/saveSkus';
import type { ShopContext } from '../context';
import type { ImportTarget } from './importTarget';
import type { ImportedProduct, ImportedSku } from './judgeProducts';

/**
 * Saves one product of an import: the seller's with this code, or a new one; a supplier's is proposed. What is empty in the table stays as
 * it is; SKUs that are not in it stay, too: an import adds and changes, and removes nothing.
 * @throws ApiError product_invalid, and what `saveProduct` or `proposeFromTable` throw
 */
export async function saveImported(
  office: Pick<ShopContext, 'db' | 'clock'>,
  tx: Tx,
  target: ImportTarget,
  imported: ImportedProduct,
): Promise<void> {
  const { db } = office;
  const { actor, seller, proposals } = target;
  const { merchantId, storeId } = seller;
  const found = await db.products.findOne({
    where: { code: imported.code, merchantId, storeId },
    attributes: ['id'],
    transaction: tx,
  });
  const row = found && (await lockProduct(office, tx, found.id));
  const skus = row === null ? [] : await lockSkus(db, tx, row.id);
  const draft = draftOf(imported, row, skus);
  if (proposals !== null) return propose(office, tx, { target, proposals, draft, row, skus });
  await saveProduct(office, tx, actor, {
    product: row ? { id: row.id, version: row.version } : { seller },
    draft,
    // As when it is saved at the desk: its price does not matter for the platform's margin, and its rules stay.
    overruled: storeId === null ? [] : [`store:${storeId}/product:${row?.id ?? 'new'}`],
  });
}

interface Proposing {
  readonly target: ImportTarget;
  readonly proposals: NonNullable<ImportTarget['proposals']>;
  readonly draft: ProductDraft;
  readonly row: ProductRow | null;
  readonly skus: readonly SkuRow[];
}

/** Stock of what sells already counts at once; for the rest a proposal is submitted, unless everything is as it is. */
async function propose(
  office: Pick<ShopContext, 'db' | 'clock'>,
  tx: Tx,
  { target: { actor }, proposals: { merchantId, open }, draft, row, skus }: Proposing,
): Promise<void> {
  const at = office.clock.now();
  for (const { id, stock } of draft.skus) {
    const sku = skus.find((each) => each.id === id);
    if (sku === undefined || stock === undefined) continue;
    const change = { skuId: sku.id, from: sku.stock, to: editedStock(sku.stock, stock, sku.id) };
    if (change.to === change.from) continue;
    await sku.update({ stock: change.to }, { transaction: tx });
    await noteStockChange(tx, change, actor, at);
  }
  if (row !== null && isDeepStrictEqual(withoutStock(draft), withoutStock(contentOf(row, skus)))) return;
  await proposeFromTable(office, tx, merchantId, {
    productId: row?.id ?? null,
    proposalId: row === null ? (open.get(draft.code ?? '') ?? null) : null,
    draft,
  });
}

const withoutStock = ({ skus, ...product }: ProductDraft): ProductDraft => ({
  ...product,
  skus: skus.map(({ stock: _stock, ...sku }) => sku).sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)),
});

/** A product as it is, as a draft would say it. */
const contentOf = (row: ProductRow, skus: readonly SkuRow[]): ProductDraft => ({
  ...{ code: row.code, title: row.title, categoryId: row.categoryId, onSale: row.onSale },
  ...{ summary: row.summary, detail: row.detail, pictures: [row.picture, ...row.pictures] },
  ...{ detailPictures: [...row.detailPictures], specNames: [...row.specNames], skus: skus.map(asItIs) },
  ...{ freightTemplateId: row.freightTemplateId, weightGrams: row.weightGrams },
  ...{ offersExpress: row.offersExpress, offersPickup: row.offersPickup },
});

function draftOf(imported: ImportedProduct, row: ProductRow | null, skus: readonly SkuRow[]): ProductDraft {
  const { code, title, categoryId, specNames, onSale } = imported;
  const pictures = imported.pictures ?? (row && [row.picture, ...row.pictures]);
  if (pictures === null || pictures.length === 0)
    throw new ApiError('product_invalid', '新商品至少要有一张图片');
  const names = new Set(imported.skus.map(({ choices }) => skuName(choices)));
  const others = skus.filter(({ name }) => !names.has(name));
  return {
    ...{ code, title, categoryId, onSale },
    summary: imported.summary ?? row?.summary ?? '',
    pictures: [...pictures],
    detail: imported.detail ?? row?.detail ?? '',
    detailPictures: [...(row?.detailPictures ?? [])],
    specNames: [...specNames],
    skus: [
      ...imported.skus.map((sku) =>
        skuDraft(
          sku,
          skus.find(({ name }) => name === skuName(sku.choices)),
        ),
      ),
      ...others.map(asItIs),
    ],
    freightTemplateId: row?.freightTemplateId ?? null,
    weightGrams: imported.weightGrams ?? row?.weightGrams ?? 0,
    offersExpress: row?.offersExpress ?? true,
    offersPickup: row?.offersPickup ?? true,
  };
}

type SkuDraft = ProductDraft['skus'][number];

function skuDraft(imported: ImportedSku, known: SkuRow | undefined): SkuDraft {
  const { choices, priceFen, costFen, stock, onSale } = imported;
  return {
    ...(known ? { id: known.id } : {}),
    ...{ choices: [...choices], priceFen, onSale },
    code: imported.code ?? known?.code ?? null,
    costFen: costFen ?? known?.costFen ?? ZERO_FEN,
    picture: known?.picture ?? null,
    // Under the lock of its row, so the stock that is seen is the stock that is changed.
    ...(stock === null ? {} : { stock: { set: stock, expectedStock: known?.stock } }),
  };
}

const asItIs = ({ id, choices, code, priceFen, costFen, picture, onSale }: SkuRow): SkuDraft => ({
  ...{ id, choices: [...choices], code, priceFen, costFen, picture, onSale },
});
