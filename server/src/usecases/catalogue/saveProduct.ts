import { skuName } from '@paifan/shared/catalogue/products';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId, ProductId } from '@paifan/shared/ids/ids';
import { minFen, type Fen } from '@paifan/shared/money/fen';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { ItemRules } from '@paifan/shared/settings/rules';
import { audit, type AuditState } from '../../db/audit';
import { isDuplicate } from '../../db/errors';
import type { ProductRow, SkuRow } from '../../db/models/catalogue';
import { settingsInForce } from '../../db/settings';
import type { Tx } from '../../db/transaction';
import type { Actor } from '../actor';
import type { ShopContext } from '../context';
import { assertOwnPictures, picturesOf } from '../uploads/ownPictures';
import { assertEarns } from './productMargins';
import {
  assertAllowedProduct,
  assertPossible,
  findSeller,
  findSurroundings,
  picturesIn,
  picturesOfRow,
  type ProductDraft,
  type Seller,
} from './productDraft';
import { lockSkus, matchSkus, saveSkus } from './saveSkus';
import { indexTerms } from './terms';
import { waitingBehindProducts } from './waitingBehindProduct';

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** Which product is saved. */
export type ProductToSave =
  /** A new one. */
  | { readonly seller: Seller }
  /** Read as this version; another one since is refused. */
  | { readonly id: ProductId; readonly version: number };

export interface Saving {
  readonly product: ProductToSave;
  readonly draft: ProductDraft;
  /** Names of findings of the margin guard that may pass all the same. */
  readonly overruled?: readonly string[];
  /** Goes off sale although somebody waits in its own queue. */
  readonly confirmWaiting?: boolean;
}

/**
 * Saves a product with all its SKUs: the one way in which the catalogue changes, for operators, desks and imports. Whether the actor
 * may do it, and to whose product, is judged before. The price for lists is the lowest SKU on sale; what a SKU has in stock changes only
 * as its draft says. An operator's save is kept in the audit log. SPEC sections 10 and 12.
 * @param tx its locks are on the product, then on its SKUs by id; thousands of saves fit one transaction
 * @returns the product's id
 * @throws ApiError forbidden_phrase, product_invalid, category_not_found, freight_template_not_found, merchant_not_found, store_not_found,
 *   product_not_found, product_changed, product_code_taken, sku_not_found, stock_changed, entries_waiting,
 *   picture_not_found, margin_exceeded (with the findings that nobody overruled; those of a new product are named `product:new`)
 */
export async function saveProduct(
  office: Office,
  tx: Tx,
  actor: Actor,
  { product, draft, overruled = [], confirmWaiting = false }: Saving,
): Promise<ProductId> {
  assertAllowedProduct(draft);
  assertPossible(draft);
  const { db, clock } = office;
  const at = clock.now();
  const { settings } = await settingsInForce(tx, at);
  const row = 'id' in product ? await lockProduct(office, tx, product.id, product.version) : null;
  const seller = 'seller' in product ? await findSeller(db, tx, product.seller) : row;
  const { category, store } = await findSurroundings(db, tx, draft, seller?.storeId ?? null);
  const known = row === null ? [] : await lockSkus(db, tx, row.id);
  await assertOwnPictures(
    tx,
    picturesOf(actor),
    picturesIn(draft),
    row === null ? [] : [...picturesOfRow(row, known)],
  );
  const matched = matchSkus(known, draft.skus);
  if (row?.onSale && !draft.onSale && !confirmWaiting) await assertNobodyWaits(tx, [row.id]);

  const rules = draft.rebate ?? row?.rebate ?? newRules(settings);
  const skus = draft.skus.map((sku) => ({ ...sku, name: skuName(sku.choices) }));
  const passed = await assertEarns(
    tx,
    settings,
    row?.id ?? null,
    { before: row && { store, rules: row.rebate, skus: known }, after: { store, rules, skus } },
    overruled,
  );
  const before = row && stateOf(row, known);
  const saved = await writeProduct(office, tx, { row, seller, draft, rules, at });
  await saveSkus({ db, actor, at }, tx, saved.id, known, matched);
  await indexTerms(tx, [
    {
      ...{ id: saved.id, title: draft.title, categoryName: category.name },
      texts: [draft.summary, draft.code ?? '', ...draft.skus.map(({ code }) => code ?? '')],
    },
  ]);
  if (actor.kind === 'operator') {
    await audit(tx, {
      ...{ at, operatorId: actor.id as OperatorId, subject: `product:${saved.id}` },
      action: row === null ? 'product.created' : 'product.changed',
      before,
      after: { ...stateOf(saved, await lockSkus(db, tx, saved.id)), overruled: passed },
    });
  }
  return saved.id;
}

/** Setting 2: whether the rebate of a new product is on. */
const newRules = ({ newProductsEnabled }: PlatformSettings): ItemRules =>
  newProductsEnabled ? {} : { enabled: false };

/** What the audit log keeps of a product. */
const stateOf = (product: ProductRow, skus: readonly SkuRow[]): AuditState => ({
  ...{ title: product.title, categoryId: product.categoryId, source: product.source },
  ...{ merchantId: product.merchantId, storeId: product.storeId },
  ...{ onSale: product.onSale, rebate: product.rebate, freightTemplateId: product.freightTemplateId },
  skus: skus.map(({ id, name, priceFen, costFen, stock, onSale }) => ({
    ...{ id, name, priceFen, costFen, stock, onSale },
  })),
});

/** @throws ApiError product_not_found, product_changed */
export async function lockProduct(
  { db }: Pick<ShopContext, 'db'>,
  tx: Tx,
  id: ProductId,
  version?: number,
): Promise<ProductRow> {
  const row = await db.products.findByPk(id, { lock: tx.LOCK.UPDATE, transaction: tx });
  if (row === null) throw new ApiError('product_not_found');
  if (version !== undefined && version !== row.version)
    throw new ApiError('product_changed', undefined, { version: row.version });
  return row;
}

/** @throws ApiError entries_waiting, with the queues and amounts */
export async function assertNobodyWaits(tx: Tx, products: readonly ProductId[]): Promise<void> {
  const waiting = await waitingBehindProducts(tx, products);
  if (waiting.length > 0) throw new ApiError('entries_waiting', undefined, { waiting });
}

interface Writing {
  readonly row: ProductRow | null;
  readonly seller: Seller | null;
  readonly draft: ProductDraft;
  readonly rules: ItemRules;
  readonly at: Date;
}

/** For lists: the lowest on sale, or of all when none is. */
function lowestPrice({ skus }: ProductDraft): Fen {
  const onSale = skus.filter((sku) => sku.onSale);
  return (onSale.length > 0 ? onSale : skus).map(({ priceFen }) => priceFen).reduce(minFen);
}

async function writeProduct(
  { db }: Office,
  tx: Tx,
  { row, seller, draft, rules, at }: Writing,
): Promise<ProductRow> {
  const { skus: _skus, rebate: _rebate, pictures, ...fields } = draft;
  const [picture = '', ...further] = pictures;
  const wasListed = row?.listedAt ?? (row?.onSale ? row.createdAt : null);
  const values = {
    ...fields,
    ...{ picture, pictures: further, rebate: rules, priceFen: lowestPrice(draft) },
    listedAt: wasListed ?? (draft.onSale ? at : null),
  };
  try {
    if (row !== null) return await row.update({ ...values, version: row.version + 1 }, { transaction: tx });
    if (seller === null) throw new Error('a new product has a seller');
    const { source, merchantId, storeId } = seller;
    return await db.products.create(
      { ...values, source, merchantId, storeId, createdAt: at },
      { transaction: tx },
    );
  } catch (error) {
    if (isDuplicate(error, 'products_code')) throw new ApiError('product_code_taken');
    throw error;
  }
}
