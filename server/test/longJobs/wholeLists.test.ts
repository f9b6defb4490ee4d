import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ResponseOf, RouteKey } from '@paifan/shared/contract/contract';
import type { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { fen } from '@paifan/shared/money/fen';
import { queueName } from '@paifan/shared/texts/queues';
import { readTable } from '../../src/tables/readTable';
import { sealMerchantPhone } from '../../src/usecases/merchants/phones';
import { aDifference } from '../support/backOffice';
import { newKey, submittedProposal, writtenReview } from '../support/catalogue';
import { couponDraft } from '../support/checkout';
import { ADDRESS, redeemed, rich } from '../support/gifts';
import { addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith, type TestOperator } from '../support/operators';
import { ACCOUNT, aStatement } from '../support/payables';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

/* Exports of lists that are not of a span of days: each has what its list shows, with the list's own filters. */

type Kind = keyof typeof listExportRequests;
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
let folder: string;
let owner: TestOperator;
let buyer: Person;
let inviter: Person;
let store: Awaited<ReturnType<typeof addMerchantWithStore>>;

const held = <K extends ListRoute>(
  list: K,
  title: string,
  of: (item: ItemOf<K>) => string,
  ways: () => readonly Way[] = () => [{}],
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

const LISTS: Readonly<Record<Kind, Held>> = {
  exportReviews: held(
    'GET /api/admin/reviews',
    '订单号',
    ({ orderNo }) => orderNo,
    () => [{}, { filters: { stars: 1 } }, { filters: { hidden: true } }, { filters: { hidden: false } }],
  ),
  exportProposals: held(
    'GET /api/admin/proposals',
    '供应商编号',
    ({ merchantId }) => merchantId,
    () => [{}, { filters: { state: 'approved' } }],
  ),
  exportCoupons: held('GET /api/admin/coupons', '编号', ({ id }) => id),
  exportGiftOrders: held(
    'GET /api/admin/gift-orders',
    '编号',
    ({ no }) => no,
    () => [{}, { filters: { state: 'shipped' } }],
  ),
  exportTransfers: held(
    'GET /api/admin/transfers',
    '转入会员编号',
    ({ to }) => to.id,
    () => [{}, { filters: { fromMemberId: buyer.id } }],
  ),
  exportDividends: held(
    'GET /api/admin/dividends',
    '名称',
    ({ name }) => name,
    () => [{}, { filters: { state: 'paid' } }],
  ),
  exportReconciliations: held('GET /api/admin/reconciliations', '日期', ({ day }) => day),
  exportDifferences: held(
    'GET /api/admin/differences',
    '订单',
    ({ orderNo }) => orderNo,
    () => [{}, { filters: { open: 'no' } }],
  ),
  exportMovements: held(
    'GET /api/admin/ledger/statement',
    '凭证键',
    ({ key }) => key,
    () => [{ filters: { account: 'sales' } }],
  ),
  exportQueues: held(
    'GET /api/admin/queues',
    '队列代号',
    ({ key }) => key,
    () => [{}, { filters: { kind: 'store' } }, { filters: { waiting: 'true' } }],
  ),
  exportApplications: held(
    'GET /api/admin/applications',
    '编号',
    ({ no }) => no,
    () => [{}, { filters: { kind: 'supplier' } }],
  ),
  exportMerchants: held(
    'GET /api/admin/merchants',
    '编号',
    ({ id }) => id,
    () => [{}, { filters: { kind: 'supplier' } }, { filters: { name: '老街' } }],
  ),
  exportStaff: held(
    'GET /api/admin/merchants/:id/staff',
    '登录名',
    ({ login }) => login ?? '',
    () => [{ path: { id: store.merchantId } }],
  ),
  exportStores: held(
    'GET /api/admin/stores',
    '编号',
    ({ id }) => id,
    () => [{}, { filters: { merchantId: store.merchantId } }],
  ),
  exportInvitees: held(
    'GET /api/admin/members/:id/invitees',
    '会员编号',
    ({ id }) => id,
    () => [{ path: { id: inviter.id } }],
  ),
  exportMemberEntries: held(
    'GET /api/admin/members/:id/entries',
    '订单',
    ({ orderNo }) => orderNo,
    () => [{ path: { id: buyer.id } }, { path: { id: buyer.id }, filters: { state: 'done' } }],
  ),
};

/** What the id in a list's address is called in its export. */
const NAMED: Partial<Record<Kind, string>> = {
  exportStaff: 'merchantId',
  exportInvitees: 'memberId',
  exportMemberEntries: 'memberId',
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paifan-files-'));
  shop = await startTestShop({ config: { files: { folder } } });
  owner = await operatorWith(shop, 'owner');
  await shop.publish({ transfer: { points: { min: 1, max: 1_000, daily: 1_000 } } });
  inviter = await shop.signIn('inviter');
  buyer = await shop.signIn('buyer', inviter.inviteCode);
  const tea = await shop.addProduct({ title: '龙井茶' });
  for (let order = 0; order < 2; order += 1) await shop.buy(buyer, mall(tea));
  store = await addMerchantWithStore(shop);
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
afterAll(async () => {
  await shop.stop();
  await rm(folder, { recursive: true });
});

type Table = readonly Readonly<Record<string, string>>[];

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
  const body = { format, ...filters, ...(named && { [NAMED[kind] ?? '']: named.id }) };
  const { id } = await by.call(route, { headers: newKey(), body });
  await shop.shop.scheduler.runJob('runLongJobs');
  const { url } = await by.call('POST /api/admin/long-jobs/:id/link', { params: { id } });
  const file = await (await fetch(`${shop.url}${url}`)).arrayBuffer();
  const [titles = [], ...rows] = await readTable(Buffer.from(file));
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(titles.map((title, index) => [title, row[index] ?? ''])));
}

test.each(Object.entries(LISTS) as [Kind, Held][])(
  '%s has what its list shows, in its order and by its filters',
  async (kind, { title, ways, listed }) => {
    const [all = {}, ...narrowed] = ways();
    const shown = await listed(all);
    expect(shown).not.toEqual([]);
    expect((await exported(kind, all)).map((row) => row[title])).toEqual(shown);
    for (const way of narrowed)
      expect((await exported(kind, way)).map((row) => row[title])).toEqual(await listed(way));
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
