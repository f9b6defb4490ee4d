import type { ResponseOf, RouteKey } from '@paifan/shared/contract/contract';
import type { listExportRequests } from '@paifan/shared/contract/adminListExports';
import type { ProductId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { queueName } from '@paifan/shared/texts/queues';
import { sealMerchantPhone } from '../../src/usecases/merchants/phones';
import { aDifference } from '../support/backOffice';
import { newKey, submittedProposal, writtenReview } from '../support/catalogue';
import { couponDraft } from '../support/checkout';
import { bindPhone, startShopWithFiles, tableAt, type Table } from '../support/exports';
import { ADDRESS, redeemed, rich } from '../support/gifts';
import { addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith, type TestOperator } from '../support/operators';
import { ACCOUNT, aStatement } from '../support/payables';
import { cashier, mall, type Person, type TestShop } from '../support/shop';

/* Exports of lists: each has what its list shows, with the list's own filters. */

type Kind =
  keyof typeof listExportRequests | 'exportOrders' | 'exportMembers' | 'exportProducts' | 'exportEntries';
type ListRoute = {
  [K in RouteKey]: ResponseOf<K> extends { items: readonly unknown[]; next: string | null } ? K : never;
}[RouteKey];
type ItemOf<K extends ListRoute> = ResponseOf<K> extends { items: readonly (infer Item)[] } ? Item : never;

/** A way to ask: what the export and the list are narrowed to, and what the list's address names. */
interface Way {
  readonly filters?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly path?: Readonly<Record<string, string>>;
}

/** A list and the column of its export that tells its rows apart. */
interface Held {
  readonly title: string;
  readonly ways: () => readonly Way[];
  /** What stands in that column, by the list. */
  readonly listed: (way: Way) => Promise<string[]>;
}

let shop: TestShop;
let stop: () => Promise<void>;
let owner: TestOperator;
let buyer: Person;
let inviter: Person;
let tea: ProductId;
let orderNo: string;
const NICKNAME = '龙井爱好者';
const PHONE = '13812345678';
let store: Awaited<ReturnType<typeof addMerchantWithStore>>;

/** The whole list, and the list by each of these filters. */
const narrowed =
  (filters: () => readonly NonNullable<Way['filters']>[] = () => []) =>
  (): readonly Way[] => [{}, ...filters().map((each) => ({ filters: each }))];

const held = <K extends ListRoute>(
  list: K,
  title: string,
  of: (item: ItemOf<K>) => string,
  ways: () => readonly Way[] = narrowed(),
): Held => ({
  ...{ title, ways },
  async listed({ filters = {}, path: params }) {
    const query = Object.fromEntries(
      Object.entries(filters).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      ),
    );
    const call = { params, query } as Parameters<typeof owner.call<K>>[1];
    const { items } = (await owner.call(list, call)) as unknown as { items: ItemOf<K>[] };
    return items.map(of);
  },
});

const MALL = { id: 'mall', key: 'mall' };
// prettier-ignore
const LISTS: Readonly<Record<Kind, Held>> = {
  exportOrders: held('GET /api/admin/orders', '订单号', ({ no }) => no,
    narrowed(() => [{ no: orderNo }, { memberId: buyer.id }, { state: 'completed' }, { kind: 'cashier' }, { productId: tea }, { storeId: store.storeId }])),
  exportMembers: held('GET /api/admin/members', '会员编号', ({ id }) => id,
    narrowed(() => [
      { id: buyer.id }, { inviteCode: inviter.inviteCode }, { nickname: NICKNAME }, { phone: PHONE }, { phone: PHONE, id: inviter.id },
      { phone: '13900001111' }, { level: 'none' }, { joinedFrom: '2099-01-01' }, { joinedTo: '2099-01-01' },
    ])),
  exportProducts: held('GET /api/admin/products', '商品名称', ({ title }) => title,
    narrowed(() => [
      { search: '龙井' }, { category: 'none' }, { source: 'supplier' }, { merchantId: store.merchantId }, { storeId: store.storeId },
      { onSale: true }, { onSale: false }, { stockUpTo: 0 }, { stockUpTo: 1000 },
    ])),
  exportEntries: held('GET /api/admin/queues/:key/entries', '权益编号', ({ id }) => id,
    () => [{ path: MALL }, { path: MALL, filters: { state: 'all' } }, { path: MALL, filters: { state: 'done' } }]),
  exportReviews: held('GET /api/admin/reviews', '订单号', ({ orderNo: no }) => no, narrowed(() => [{ stars: 1 }, { hidden: true }, { hidden: false }])),
  exportProposals: held('GET /api/admin/proposals', '供应商编号', ({ merchantId }) => merchantId, narrowed(() => [{ state: 'approved' }])),
  exportCoupons: held('GET /api/admin/coupons', '编号', ({ id }) => id),
  exportGiftOrders: held('GET /api/admin/gift-orders', '编号', ({ no }) => no, narrowed(() => [{ state: 'shipped' }])),
  exportTransfers: held('GET /api/admin/transfers', '转入会员编号', ({ to }) => to.id, narrowed(() => [{ fromMemberId: buyer.id }])),
  exportDividends: held('GET /api/admin/dividends', '名称', ({ name }) => name, narrowed(() => [{ state: 'paid' }])),
  exportReconciliations: held('GET /api/admin/reconciliations', '日期', ({ day }) => day),
  exportDifferences: held('GET /api/admin/differences', '订单', ({ orderNo: no }) => no, narrowed(() => [{ open: 'no' }])),
  exportMovements: held('GET /api/admin/ledger/statement', '凭证键', ({ key }) => key, () => [{ filters: { account: 'sales' } }]),
  exportQueues: held('GET /api/admin/queues', '队列代号', ({ key }) => key, narrowed(() => [{ kind: 'store' }, { waiting: 'true' }])),
  exportApplications: held('GET /api/admin/applications', '编号', ({ no }) => no, narrowed(() => [{ kind: 'supplier' }])),
  exportMerchants: held('GET /api/admin/merchants', '编号', ({ id }) => id, narrowed(() => [{ kind: 'supplier' }, { name: '老街' }])),
  exportStaff: held('GET /api/admin/merchants/:id/staff', '登录名', ({ login }) => login ?? '', () => [{ path: { id: store.merchantId } }]),
  exportStores: held('GET /api/admin/stores', '编号', ({ id }) => id, narrowed(() => [{ merchantId: store.merchantId }])),
  exportInvitees: held('GET /api/admin/members/:id/invitees', '会员编号', ({ id }) => id, () => [{ path: { id: inviter.id } }]),
  exportMemberEntries: held('GET /api/admin/members/:id/entries', '订单', ({ orderNo: no }) => no,
    () => [{ path: { id: buyer.id } }, { path: { id: buyer.id }, filters: { state: 'done' } }]),
};

/** What the id in a list's address is called in its export. */
const NAMED: Partial<Record<Kind, string>> = {
  exportEntries: 'queue',
  exportStaff: 'merchantId',
  exportInvitees: 'memberId',
  exportMemberEntries: 'memberId',
};

/** Of many rows those of some days are exported, here all. */
const ALL_DAYS: Partial<Record<Kind, object>> = { exportOrders: { from: '2000-01-01', to: '2099-12-31' } };

beforeAll(async () => {
  ({ shop, stop } = await startShopWithFiles());
  owner = await operatorWith(shop, 'owner');
  await shop.publish({ transfer: { points: { min: 1, max: 1_000, daily: 1_000 } } });
  inviter = await shop.signIn('inviter');
  buyer = await shop.signIn('buyer', inviter.inviteCode);
  await shop.db.members.update({ nickname: NICKNAME }, { where: { id: buyer.id } });
  await bindPhone(shop, buyer.id, PHONE);
  tea = await shop.addProduct({ title: '龙井茶' });
  orderNo = (await shop.buy(buyer, mall(tea))).no;
  await shop.buy(buyer, mall(tea));
  store = await addMerchantWithStore(shop);
  const sauce = await shop.addProduct({ title: '辣酱' });
  const { merchantId, storeId } = store;
  await shop.db.products.update(
    { merchantId, storeId, source: 'store', onSale: false },
    { where: { id: sauce } },
  );
  await shop.buy(buyer, cashier(storeId, 500));
  await shop.addStore();
  await staffWith(shop, store.merchantId, 'owner');
  await staffWith(shop, store.merchantId, 'clerk');
  await writtenReview(shop, 'reviewer');
  await writtenReview(shop, 'another-reviewer');
  await submittedProposal(shop);
  for (const name of ['迎客券', '谢客券'])
    await owner.call('POST /api/admin/coupons', { body: couponDraft(shop, { name }) });
  await redeemed(shop);
  const giver = await rich(shop, 1_000);
  await giver.call('POST /api/me/transfers', {
    ...{ body: { to: { memberId: buyer.id }, balance: 'points', amount: fen(200) }, headers: newKey() },
  });
  await owner.call('POST /api/admin/dividends', {
    body: { name: '三月', amountFen: fen(1_000), expectedPaidFen: fen(0), confirmed: true },
    headers: newKey(),
  });
  await aDifference(shop);
  for (const kind of ['store', 'supplier'] as const)
    await buyer.call('POST /api/applications', {
      body: {
        ...{
          kind,
          name: '江边小馆',
          trade: '餐饮',
          contactName: '李小江',
          phone: `1380000000${kind.length}`,
        },
        ...{ district: '上城区', address: '江边路 1 号', place: null, pictures: [], licences: [] },
        commissionRatio: '0.2',
      },
      headers: newKey(),
    });
}, 60_000);
afterAll(() => stop());

/** `exportGiftOrders` → `gift-orders` */
const nameOf = (kind: Kind): string =>
  kind
    .slice('export'.length)
    .replace(/(?<!^)[A-Z]/g, '-$&')
    .toLowerCase();

/** Asks for an export and reads its table by its titles. */
async function exported(
  kind: Kind,
  { filters, path: named }: Way = {},
  { format = 'csv', by = owner }: { format?: 'csv' | 'xlsx'; by?: TestOperator } = {},
): Promise<Table> {
  const route = `POST /api/admin/exports/${nameOf(kind)}` as 'POST /api/admin/exports/coupons';
  const body = { format, ...ALL_DAYS[kind], ...filters, ...(named && { [NAMED[kind] ?? '']: named.id }) };
  const { id } = await by.call(route, { headers: newKey(), body });
  await shop.shop.scheduler.runJob('runLongJobs');
  const { url } = await by.call('POST /api/admin/long-jobs/:id/link', { params: { id } });
  return tableAt(shop, url);
}

test.each(Object.entries(LISTS) as [Kind, Held][])(
  '%s has what its list shows, in its order (orders: as they were placed) and by its filters',
  async (kind, { title, ways, listed }) => {
    const column = async (way: Way) => (await exported(kind, way)).map((row) => row[title]);
    const inOrder = (shown: string[]) => (kind === 'exportOrders' ? shown.reverse() : shown);
    const [all = {}, ...others] = ways();
    const shown = await listed(all);
    expect(shown).not.toEqual([]);
    expect(await column(all)).toEqual(inOrder(shown));
    for (const way of others) expect(await column(way)).toEqual(inOrder(await listed(way)));
  },
);

test('a table of queues is the same as a spreadsheet, with what each took in, paid and owes', async () => {
  const [row, ...others] = await exported('exportQueues', {}, { format: 'xlsx' });
  const { items } = await owner.call('GET /api/admin/queues');
  const [queue] = items;
  if (queue === undefined) throw new Error('two orders make a line');
  expect(others).toHaveLength(items.length - 1);
  expect(row).toMatchObject({
    ...{ 队列: queueName(queue.key), 状态: '正常', 排队: String(queue.waitingCount) },
    待奖励: String(queue.outstandingFen / 100),
    '近 30 天流入': String(queue.inflow30Fen / 100),
  });
});

test('a list longer than what is read at a time is whole, and its length is told at the end', async () => {
  const { db } = shop;
  const [first] = await db.coupons.findAll({ raw: true });
  if (first === undefined) throw new Error('there are coupons');
  const { id: _, ...coupon } = first;
  const more = Array.from({ length: 450 }, (__, nth) => ({ ...coupon, idempotencyKey: `more-${nth}` }));
  await db.coupons.bulkCreate(more);
  const ids = (await exported('exportCoupons')).map((row) => Number(row['编号']));
  expect(ids).toHaveLength(await db.coupons.count());
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  const { items } = await owner.call('GET /api/admin/long-jobs', { query: { kind: 'exportCoupons' } });
  expect(items[0]).toMatchObject({ doneCount: ids.length, totalCount: ids.length });
});

test('phone numbers are masked for all but who may export them, and nobody gets a account of a merchant', async () => {
  const service = await operatorWith(shop, 'service');
  const { merchantId } = await aStatement(shop);
  const sealed = sealMerchantPhone(shop.context, merchantId, '13987650000');
  await shop.db.merchants.update({ contactPhoneSealed: sealed }, { where: { id: merchantId } });
  const phone = (table: Table) => table[0]?.['手机号'];
  const whole = await exported('exportMerchants');
  expect(phone(whole)).toBe('13987650000');
  expect(JSON.stringify(whole)).not.toContain(ACCOUNT.number.slice(-4));
  expect(phone(await exported('exportMerchants', {}, { by: service }))).toBe('139****0000');
  expect(phone(await exported('exportGiftOrders'))).toBe(ADDRESS.phone);
  expect(phone(await exported('exportGiftOrders', {}, { by: service }))).toBe('138****5678');
  expect(phone(await exported('exportApplications'))).toMatch(/^138\*{4}/);
});

test('whom an export of members was narrowed to is kept without name and number', async () => {
  expect(await exported('exportMembers', { filters: { nickname: NICKNAME, phone: PHONE } })).toHaveLength(1);
  const { items } = await owner.call('GET /api/admin/audit', { query: { action: 'longJob.requested' } });
  const [job] = await shop.db.longJobs.findAll({ order: [['id', 'DESC']], limit: 1 });
  expect(items[0]?.after).toMatchObject({ kind: 'exportMembers', nickname: '***', phoneOwner: buyer.id });
  expect(JSON.stringify([items, job?.params])).not.toContain(PHONE);
  expect(JSON.stringify(items)).not.toContain(NICKNAME);
});

test('what belongs to no member or merchant fails as its list does', async () => {
  const { id } = await owner.call('POST /api/admin/exports/staff', {
    body: { format: 'csv', merchantId: '999' as never },
    headers: newKey(),
  });
  await shop.shop.scheduler.runJob('runLongJobs');
  expect(await owner.call('GET /api/admin/long-jobs/:id', { params: { id } })).toMatchObject({
    state: 'failed',
  });
});
