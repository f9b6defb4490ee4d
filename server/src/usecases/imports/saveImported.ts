import { skuName } from '@paifan/shared/catalogue/products';
import { ApiError } from '@paifan/shared/errors/errors';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import type { ProductRow, SkuRow } from '../../db/models/catalogue';
import type { Tx } from '../../db/transaction';
import type { Actor } from '../actor';
import type { ProductDraft } from '../catalogue/productDraft';
import { lockProduct, saveProduct } from '../catalogue/saveProduct';
import { lockSkus } from '../catalogue/saveSkus';
import type { ShopContext } from '../context';
import type { ImportedProduct, ImportedSku } from './judgeProducts';

/**
 * Saves one product of an import: that of the shop itself with this code, or a new one. What is empty in the table stays as it is;
 * SKUs that are not in it stay, too: an import adds and changes, and removes nothing.
 * @throws ApiError product_invalid, and what `saveProduct` throws
 */
export async function saveImported(
  office: Pick<ShopContext, 'db' | 'clock'>,
  tx: Tx,
  actor: Actor,
  imported: ImportedProduct,
): Promise<void> {
  const { db } = office;
  const found = await db.products.findOne({
    where: { code: imported.code, merchantId: null, storeId: null },
    attributes: ['id'],
    transaction: tx,
  });
  const row = found && (await lockProduct(office, tx, found.id));
  const skus = row === null ? [] : await lockSkus(db, tx, row.id);
  await saveProduct(office, tx, actor, {
    product: row
      ? { id: row.id, version: row.version }
      : { seller: { source: 'selfOperated', merchantId: null, storeId: null } },
    draft: draftOf(imported, row, skus),
  });
}

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
