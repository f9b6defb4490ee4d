import type { BodyInputOf, ParamsOf, ResponseOf, RouteKey } from '@paifan/shared/contract/contract';
import { productId, skuId, storeId, type MemberId } from '@paifan/shared/ids/ids';
import { newKey, type BigShop } from './bigShop';

/** Who asks: a member's or an operator's token goes along. */
export type Asker = { readonly member: MemberId } | 'operator' | 'anyone';

/** A request of a kind that clients send. */
export interface ApiRequest {
  readonly key: RouteKey;
  readonly asker: Asker;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

/** What the requests are made of. */
export interface Material {
  readonly size: BigShop['size'];
  readonly random: () => number;
  /** Who is signed in. */
  readonly members: readonly MemberId[];
  readonly member: () => MemberId;
  /** An order of somebody. */
  readonly order: () => { readonly no: string; readonly member: MemberId };
  /** An entry of somebody. */
  readonly entry: () => { readonly id: string; readonly member: MemberId };
}

/** Sends a request and gives its answer; the time is taken by it. */
export type Send = <K extends RouteKey>(request: ApiRequest & { readonly key: K }) => Promise<ResponseOf<K>>;

/** One thing that clients do: usually one request, for a purchase several. Done by its weight. */
export interface Deed {
  readonly weight: number;
  readonly run: (send: Send, material: Material) => Promise<unknown>;
}

interface Asked<K extends RouteKey> {
  readonly params?: ParamsOf<K> & Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: BodyInputOf<K>;
  readonly idempotencyKey?: string;
}

const member = (material: Material): Asker => ({ member: material.member() });
const pick = <T>({ random }: Material, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;
const number = ({ random }: Material, most: number): string => String(1 + Math.floor(random() * most));

/** A product that is on sale: one in fifty is not. */
function someProduct({ size, random }: Material): number {
  const product = 1 + Math.floor(random() * size.products);
  return product % 50 === 0 ? product - 1 : product;
}

const once = <K extends RouteKey>(
  weight: number,
  key: K,
  asker: (material: Material) => Asker,
  asked: (material: Material) => Asked<K> = () => ({}),
): Deed => ({
  weight,
  run: (send, material) => send({ key, asker: asker(material), ...asked(material) }),
});
const anyone = (): Asker => 'anyone';
const operator = (): Asker => 'operator';

/** A list, and what comes after its first page. */
const twoPages = <K extends RouteKey>(
  weight: number,
  key: K,
  asker: (material: Material) => Asker,
  query: (material: Material) => Readonly<Record<string, string>> = () => ({}),
): Deed => ({
  weight,
  run: async (send, material) => {
    const from = asker(material);
    const asked = query(material);
    const first: unknown = await send({ key, asker: from, query: asked });
    const next = typeof first === 'object' && first !== null ? Reflect.get(first, 'next') : null;
    if (typeof next === 'string') await send({ key, asker: from, query: { ...asked, cursor: next } });
  },
});

const SEARCHES = ['龙井', '有机', '礼盒 苹果', '大米', '衬衫 新款', '普洱茶 12'];
const STATES = ['placed', 'paid', 'shipped', 'completed', 'closed'];

/** What a shop is asked in a day: members read much, buy sometimes; operators look things up. */
export const DEEDS: readonly Deed[] = [
  twoPages(10, 'GET /api/products', anyone),
  twoPages(4, 'GET /api/products', anyone, (m) => ({ category: `c${Math.floor(m.random() * 8)}` })),
  twoPages(4, 'GET /api/products', anyone, (m) => ({ search: pick(m, SEARCHES) })),
  once(10, 'GET /api/products/:id', anyone, (m) => ({
    params: { id: productId(String(someProduct(m))) },
  })),
  once(3, 'GET /api/stores', anyone),
  twoPages(2, 'GET /api/stores', anyone, () => ({ latitudeE6: '30250000', longitudeE6: '120160000' })),
  once(3, 'GET /api/stores/:id', anyone, (m) => ({ params: { id: storeId(number(m, m.size.stores)) } })),
  once(8, 'GET /api/me', member),
  twoPages(8, 'GET /api/orders', member),
  twoPages(4, 'GET /api/orders', member, (m) => ({ state: pick(m, STATES) })),
  { weight: 6, run: (send, m) => ownOrder(send, m) },
  once(8, 'GET /api/queue', member),
  twoPages(6, 'GET /api/queue/entries', member),
  { weight: 4, run: (send, m) => ownEntry(send, m) },
  twoPages(4, 'GET /api/me/bill', member),
  twoPages(4, 'GET /api/me/messages', member),
  once(2, 'POST /api/me/messages/read', member),
  twoPages(2, 'GET /api/me/invitees', member),
  once(2, 'GET /api/me/wallet', member),
  once(3, 'GET /api/cart', member),
  once(3, 'POST /api/cart/items', member, (m) => ({
    body: { skuId: skuId(String(someProduct(m) * 2)), quantity: 1 },
    idempotencyKey: newKey(),
  })),
  { weight: 4, run: (send, m) => buy(send, m) },
  twoPages(2, 'GET /api/admin/orders', operator),
  twoPages(2, 'GET /api/admin/orders', operator, (m) => ({ state: pick(m, STATES) })),
  twoPages(1, 'GET /api/admin/orders', operator, (m) => ({ memberId: number(m, m.size.members) })),
  once(2, 'GET /api/admin/orders/:no', operator, (m) => ({ params: { no: m.order().no } })),
  once(1, 'POST /api/admin/orders/:no/notes', operator, (m) => ({
    params: { no: m.order().no },
    body: { text: '已电话确认' },
    idempotencyKey: newKey(),
  })),
  twoPages(2, 'GET /api/admin/members', operator),
  once(2, 'GET /api/admin/members/:id', operator, (m) => ({
    params: { id: m.member() },
  })),
  twoPages(1, 'GET /api/admin/products', operator),
  twoPages(1, 'GET /api/admin/products', operator, (m) => ({ search: pick(m, SEARCHES) })),
  twoPages(1, 'GET /api/admin/ledger/journals', operator),
  twoPages(1, 'GET /api/admin/audit', operator),
  twoPages(1, 'GET /api/admin/messages', operator),
  twoPages(1, 'GET /api/admin/messages', operator, () => ({ kind: 'rewarded', wechat: 'sent' })),
  twoPages(1, 'GET /api/admin/after-sales', operator),
  twoPages(1, 'GET /api/admin/after-sales', operator, () => ({ state: 'requested' })),
  twoPages(1, 'GET /api/admin/refunds/stuck', operator),
  twoPages(1, 'GET /api/admin/withdrawals', operator),
  twoPages(1, 'GET /api/admin/merchant-payouts', operator),
  once(1, 'GET /api/admin/solvency', operator, () => ({ query: { days: '30' } })),
];

async function ownOrder(send: Send, material: Material): Promise<void> {
  const { no, member: owner } = material.order();
  await send({ key: 'GET /api/orders/:no', asker: { member: owner }, params: { no } });
}

async function ownEntry(send: Send, material: Material): Promise<void> {
  const { id, member: owner } = material.entry();
  await send({ key: 'GET /api/queue/entries/:id', asker: { member: owner }, params: { id } });
}

/** Quotes, places, looks at the order, and changes one's mind. */
async function buy(send: Send, material: Material): Promise<void> {
  const asker = member(material);
  const product = someProduct(material);
  const items = [{ productId: productId(String(product)), skuId: skuId(String(product * 2)), quantity: 1 }];
  const basket = { kind: 'mall', items } as const;
  const quote = await send({ key: 'POST /api/orders/quote', asker, body: basket });
  const { totalFen: expectedTotalFen, entitledFen: expectedEntitledFen } = quote;
  const body = { basket, expectedTotalFen, expectedEntitledFen };
  const { no } = await send({ key: 'POST /api/orders', asker, body, idempotencyKey: newKey() });
  await send({ key: 'GET /api/orders/:no', asker, params: { no } });
  await send({ key: 'POST /api/orders/:no/close', asker, params: { no } });
}
