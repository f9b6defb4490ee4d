import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import type { TestOperator } from './operators';
import type { Client } from './client';
import { addMerchant, staffWith } from './merchants';
import { mall, type TestShop } from './shop';

export type NewProduct = BodyInputOf<'POST /api/admin/products'>;
export type FullProduct = ResponseOf<'PUT /api/admin/products/:id'>;
type Sku = NewProduct['skus'][number];

let keys = 0;
/** A key that names one write. */
export const newKey = (): { 'Idempotency-Key': string } => ({
  'Idempotency-Key': `catalogue-${(keys += 1)}-key`,
});

/** A SKU of 100 yuan that costs 50. */
export const sku = (choices: string[], changes: Partial<Sku> = {}): Sku => ({
  choices,
  priceFen: fen(10_000),
  costFen: fen(5_000),
  stock: { set: 10 },
  ...changes,
});

/** What anybody who sells says of a product with one SKU. */
export const content = (changes: Partial<NewProduct> = {}) => ({
  title: '明前龙井',
  summary: '手工炒制',
  categoryId: 'goods',
  pictures: ['/pictures/a.png'],
  detail: '产自西湖。\n铁锅手炒。',
  specNames: [],
  skus: [sku([])],
  onSale: true,
  ...changes,
});

/** A product of the shop itself. */
export const newProduct = (changes: Partial<NewProduct> = {}): NewProduct => ({
  source: 'selfOperated',
  ...content(changes),
});

/** The body that changes a product into what it is, with these changes. */
export function changeOf(
  product: FullProduct,
  changes: Partial<BodyInputOf<'PUT /api/admin/products/:id'>> = {},
): BodyInputOf<'PUT /api/admin/products/:id'> {
  const { code, title, summary, categoryId, pictures, detail, detailPictures, specNames, onSale } = product;
  const skus = product.skus.map(({ name: _name, stock: _stock, ...each }) => each);
  return {
    ...{ code, title, summary, categoryId, pictures, detail, detailPictures, specNames, onSale, skus },
    version: product.version,
    ...changes,
  };
}

export const create = (operator: TestOperator, product: NewProduct = newProduct()): Promise<FullProduct> =>
  operator.call('POST /api/admin/products', { body: product, headers: newKey() });

export const change = (
  operator: TestOperator,
  product: FullProduct,
  changes: Parameters<typeof changeOf>[1],
): Promise<FullProduct> =>
  operator.call('PUT /api/admin/products/:id', {
    params: { id: product.id },
    body: changeOf(product, changes),
  });

/** Titles that a search of the mall finds, in their order. */
export const found = async (client: Client, query: Record<string, string>): Promise<string[]> =>
  (await client.call('GET /api/products', { query })).items.map(({ title }) => title);

/** A supplier's proposal of a new product that waits for an operator. */
export async function submittedProposal(
  shop: TestShop,
  changes: Partial<NewProduct> = {},
): Promise<ResponseOf<'POST /api/desk/proposals/:id/submit'>> {
  const supplier = await staffWith(shop, await addMerchant(shop, { kind: 'supplier' }), 'owner');
  const { id } = await supplier.call('POST /api/desk/proposals', {
    body: content(changes),
    headers: newKey(),
  });
  return supplier.call('POST /api/desk/proposals/:id/submit', { params: { id } });
}

/** A review of a product that somebody bought and received. */
export async function writtenReview(
  shop: TestShop,
  openid: string,
): Promise<ResponseOf<'PUT /api/orders/:no/lines/:line/review'>> {
  const buyer = await shop.signIn(openid);
  const { terms } = await buyer.call('GET /api/terms');
  if (terms) await buyer.call('POST /api/me/terms/:id/accept', { params: { id: terms.id } });
  const { no } = await shop.buy(buyer, mall(await shop.addProduct()));
  await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
  return buyer.call('PUT /api/orders/:no/lines/:line/review', {
    params: { no, line: 0 },
    body: { stars: 5, text: '茶香清正' },
  });
}
