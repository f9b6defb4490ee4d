import { contract, type Contract, type RouteKey } from '@paifan/shared/contract/contract';
import type { FreightTemplateId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { defaultSettings } from '@paifan/shared/settings/platformSettings';
import type { Route } from '@paifan/shared/contract/route';
import { codeOfStep, newTotpSecret, stepAt } from '../../src/operators/totp';
import { publishSettings } from '../../src/usecases/settings/settings';
import { sealSecret } from '../../src/operators/sealing';
import { longJobExamples } from '../support/auditedLongJobs';
import { queueExamples } from '../support/auditedQueues';
import { payableExamples } from '../support/auditedPayables';
import { merchantExamples } from '../support/auditedMerchants';
import type { Call } from '../support/client';
import { addGift, GIFT, redeemed } from '../support/gifts';
import { couponDraft, type Coupon } from '../support/checkout';
import {
  aDifference,
  aFailedMessage,
  aFailedRefund,
  aFailedTask,
  aRefusedShipping,
  anAdjustment,
  anAfterSale,
  anOrder,
  aWithdrawal,
} from '../support/backOffice';
import { changeOf, create, newKey, newProduct, submittedProposal, writtenReview } from '../support/catalogue';
import { operatorWith, PASSWORD, type TestOperator } from '../support/operators';
import { startTestShop, type TestShop } from '../support/shop';

/*
 * Every write of an operator leaves one entry in the audit log. The table below has an example of each; a new route of the
 * console that writes does not compile here until it has one, or a reason.
 */

type OperatorKey = { [K in RouteKey]: Contract[K]['auth'] extends 'operator' ? K : never }[RouteKey];
type WriteKey = Exclude<OperatorKey, `GET ${string}`>;

/** What is no write, and why. */
const NOT_AUDITED = {
  'DELETE /api/admin/session': 'the session itself says when it ended, and nothing else changes',
  'POST /api/admin/uploads': 'a picture that nothing names yet; its row says whose it is',
  'POST /api/admin/long-jobs/:id/link': 'an address for what was asked for, which is in the log',
  'POST /api/admin/rules/test': 'tries the rules out, and changes nothing',
  'POST /api/admin/settings/check': 'judges a draft, and changes nothing',
  'POST /api/admin/system/wechat-test': 'asks WeChat harmless questions, and changes nothing',
} as const satisfies Partial<Record<WriteKey, string>>;

type AuditedKey = Exclude<WriteKey, keyof typeof NOT_AUDITED>;

/** Prepares what the call needs, and gives the call. */
type Example<K extends RouteKey> = (actor: TestOperator) => Promise<Call<K>> | Call<K>;

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());

const sealed = (id: string, secret: Buffer): string =>
  sealSecret(shop.context.sealingKey, `operator:${id}`, secret);

const EXAMPLES: { readonly [K in AuditedKey]: Example<K> } = {
  ...merchantExamples(() => shop),
  ...payableExamples(() => shop),
  ...longJobExamples(() => shop),
  ...queueExamples(() => shop),
  'POST /api/admin/me/password': () => ({
    body: { password: PASSWORD, newPassword: 'another password for tests' },
  }),
  'POST /api/admin/me/totp': () => ({ body: { password: PASSWORD } }),
  'POST /api/admin/me/totp/confirm': async ({ id }) => {
    const secret = newTotpSecret();
    await shop.db.operators.update({ totpPending: sealed(id, secret) }, { where: { id } });
    return { body: { code: codeOfStep(secret, stepAt(shop.clock.now())) } };
  },
  'POST /api/admin/me/totp/off': async ({ id }) => {
    await shop.db.operators.update({ totpSecret: sealed(id, newTotpSecret()) }, { where: { id } });
    return { body: { password: PASSWORD } };
  },
  'POST /api/admin/operators': () => ({ body: { login: 'newcomer', name: '新人', role: 'service' } }),
  'PUT /api/admin/operators/:id': async () => ({
    params: { id: (await operatorWith(shop, 'service')).id },
    body: { name: '改名', role: 'finance', enabled: false },
  }),
  'POST /api/admin/operators/:id/reset': async () => ({
    params: { id: (await operatorWith(shop, 'service')).id },
  }),
  'POST /api/admin/levels': () => ({ body: { id: 'first', name: '一级', rank: 1, conditions: null } }),
  'PUT /api/admin/levels/:id': async () => ({
    params: { id: await aLevel('changing', 2) },
    body: { name: '二级', rank: 3, conditions: { match: 'any', spentFen: 100 } },
  }),
  'DELETE /api/admin/levels/:id': async () => ({ params: { id: await aLevel('leaving', 4) } }),
  'PUT /api/admin/members/:id/level': async () => ({
    params: { id: (await shop.signIn('levelled')).id },
    body: { level: await aLevel('given', 5), reason: '老顾客' },
  }),
  'POST /api/admin/terms': () => ({ body: { title: '协议', body: '正文', latestId: null } }),
  'PUT /api/admin/message-templates/:kind': () => ({
    params: { kind: 'joined' },
    body: { templateId: 'a-template', fields: { thing1: 'title' } },
  }),
  'POST /api/admin/gifts': () => ({
    body: { ...GIFT, balance: 'points' },
    headers: { 'Idempotency-Key': 'a-gift-of-this-test' },
  }),
  'PUT /api/admin/gifts/:id': async () => ({
    params: { id: (await addGift(shop, { stock: 5 })).id },
    body: { ...GIFT, seenStock: 5 },
  }),
  'POST /api/admin/gift-orders/:id/ship': async () => ({
    params: { id: (await redeemed(shop)).id },
    body: { parcel: null },
  }),
  'POST /api/admin/gift-orders/:id/cancel': async () => ({
    params: { id: (await redeemed(shop)).id },
    body: { reason: '缺货' },
  }),
  'POST /api/admin/coupons': () => ({ body: couponDraft(shop), headers: newKey() }),
  'PUT /api/admin/coupons/:id': async (actor) => {
    const { id, perMember, claimFrom, claimUntil } = await aCoupon(actor);
    return { params: { id }, body: { name: '老友券', total: 9, perMember, claimFrom, claimUntil } };
  },
  'POST /api/admin/coupons/:id/stop': async (actor) => ({ params: { id: (await aCoupon(actor)).id } }),
  'POST /api/admin/freight-templates': () => ({ body: freightDraft('江浙沪') }),
  'PUT /api/admin/freight-templates/:id': async (actor) => ({
    params: { id: await aTemplate(actor, '偏远') },
    body: freightDraft('偏远地区'),
  }),
  'DELETE /api/admin/freight-templates/:id': async (actor) => ({
    params: { id: await aTemplate(actor, '不用了') },
  }),
  'PUT /api/admin/freight-templates/:id/products': async (actor) => ({
    params: { id: await aTemplate(actor, '套用') },
    body: { productIds: [await shop.addProduct()] },
  }),
  'PUT /api/admin/stores/:id/cashier-discount': async () => ({
    params: { id: await shop.addStore() },
    body: { cashierDiscount: null },
  }),
  'POST /api/admin/orders/:no/parcels': async () => ({
    params: { no: await anOrder(shop) },
    body: { parcels: [{ kind: 'express', carrier: 'SF', number: 'SF100001' }] },
  }),
  'POST /api/admin/orders/ship': async () => ({
    body: { dryRun: false, rows: [{ orderNo: await anOrder(shop), carrier: 'SF', number: 'SF100002' }] },
  }),
  'POST /api/admin/orders/:no/notes': async () => ({
    params: { no: await anOrder(shop) },
    body: { text: '备注' },
  }),
  'POST /api/admin/orders/:no/refunds': async () => ({
    params: { no: await anOrder(shop) },
    body: { line: 0, amountFen: fen(100), text: '补偿' },
    headers: { 'Idempotency-Key': 'a-refund' },
  }),
  'POST /api/admin/after-sales/:no/approve': async () => ({
    params: { no: await anAfterSale(shop) },
    body: {},
  }),
  'POST /api/admin/after-sales/:no/reject': async () => ({
    params: { no: await anAfterSale(shop) },
    body: { answer: '不符合条件' },
  }),
  'POST /api/admin/after-sales/:no/received': async () => ({
    params: { no: await anAfterSale(shop, { kind: 'returnRefund', state: 'returning' }) },
    body: { restock: false },
  }),
  'POST /api/admin/after-sales/:no/refund': async () => ({
    params: { no: await anAfterSale(shop, { kind: 'returnRefund', state: 'received' }) },
  }),
  'POST /api/admin/refunds/:no/retry': async () => {
    const afterSale = await shop.db.afterSales.findOne({
      where: { no: await aFailedRefund(shop) },
      rejectOnEmpty: true,
    });
    const refund = await shop.db.refunds.findOne({
      where: { afterSaleId: afterSale.id },
      rejectOnEmpty: true,
    });
    return { params: { no: refund.outRefundNo } };
  },
  'POST /api/admin/orders/:no/shipping-upload/retry': async () => ({
    params: { no: await aRefusedShipping(shop) },
  }),
  'POST /api/admin/after-sales/:no/retry': async () => ({ params: { no: await aFailedRefund(shop) } }),
  'POST /api/admin/withdrawals/:id/approve': async () => ({
    params: { id: await aWithdrawal(shop) },
    body: {},
  }),
  'POST /api/admin/withdrawals/:id/reject': async () => ({
    params: { id: await aWithdrawal(shop) },
    body: { reason: '请先核实' },
  }),
  'POST /api/admin/adjustments': async () => ({
    body: { memberId: (await shop.signIn('adjusted')).id, balance: 'cash', amount: 100, reason: '补偿' },
    headers: { 'Idempotency-Key': 'an-adjustment' },
  }),
  'POST /api/admin/adjustments/:id/approve': async () => ({
    params: { id: await anAdjustment(shop) },
    body: {},
  }),
  'POST /api/admin/adjustments/:id/reject': async () => ({
    params: { id: await anAdjustment(shop) },
    body: { note: '填错了' },
  }),
  'POST /api/admin/reconciliations/:day/run': () => ({ params: { day: '2026-02-27' } }),
  'POST /api/admin/differences/:id/resolve': async () => ({
    params: { id: await aDifference(shop) },
    body: { note: '已查明' },
  }),
  'POST /api/admin/book-checks': () => ({}),
  'POST /api/admin/system/jobs/:name/run': async () => {
    await shop.shop.scheduler.runJob('closeUnpaid');
    return { params: { name: 'closeUnpaid' } };
  },
  'POST /api/admin/system/outbox/:id/retry': async () => ({ params: { id: await aFailedMessage(shop) } }),
  'POST /api/admin/system/failed-tasks/:id/retry': async () => ({
    params: { id: await aFailedTask(shop) },
  }),
  'POST /api/admin/products': () => ({ body: newProduct(), headers: newKey() }),
  'PUT /api/admin/products/:id': async (actor) => {
    const product = await create(actor);
    return { params: { id: product.id }, body: changeOf(product, { title: '另一个名字' }) };
  },
  'PUT /api/admin/products/on-sale': async (actor) => ({
    body: { ids: [(await create(actor)).id], onSale: false },
  }),
  'POST /api/admin/products/enable-rebate': async (actor) => {
    await create(actor, newProduct({ rebate: { enabled: false } }));
    return { body: {} };
  },
  'POST /api/admin/products/:id/skus/:skuId/stock': async (actor) => {
    const { id, skus } = await create(actor);
    const [sku] = skus;
    if (sku === undefined) throw new Error('a product has a SKU');
    return { params: { id, skuId: sku.id }, body: { stock: { by: 1 } }, headers: newKey() };
  },
  'POST /api/admin/categories': () => ({ body: { name: '新分类' } }),
  'PUT /api/admin/categories/order': async (actor) => {
    const { items } = await actor.call('GET /api/admin/categories');
    return { body: { ids: items.map(({ id }) => id).reverse() } };
  },
  'PUT /api/admin/categories/:id': () => ({ params: { id: 'goods' }, body: { name: '换了名字' } }),
  'DELETE /api/admin/categories/:id': async (actor) => {
    const { id } = await actor.call('POST /api/admin/categories', { body: { name: '要删的分类' } });
    return { params: { id } };
  },
  'POST /api/admin/proposals/:id/approve': async () => {
    const { id, version } = await submittedProposal(shop);
    return { params: { id }, body: { version } };
  },
  'POST /api/admin/proposals/:id/reject': async () => {
    const { id, version } = await submittedProposal(shop);
    return { params: { id }, body: { version, reason: '图片不清晰' } };
  },
  'PUT /api/admin/reviews/:id/visibility': async () => ({
    params: { id: (await writtenReview(shop, 'hidden-reviewer')).id },
    body: { hidden: true, reason: '含有广告' },
  }),
  'PUT /api/admin/reviews/:id/answer': async () => ({
    params: { id: (await writtenReview(shop, 'answered-reviewer')).id },
    body: { text: '感谢支持' },
  }),
  'POST /api/admin/settings/versions': async (actor) => ({
    body: { settings: { ...defaultSettings(), autoConfirmDays: 9 }, ...(await reason(actor)) },
  }),
  'POST /api/admin/settings/versions/:id/rollback': async (actor) => ({
    params: { id: '1' },
    body: await reason(actor),
  }),
  'POST /api/admin/settings/versions/:id/cancel': async () => {
    const inForceFrom = new Date(shop.clock.now().getTime() + 3_600_000);
    const settings = { ...defaultSettings(), autoConfirmDays: 8 };
    const id = await publishSettings(shop.context, {
      settings,
      note: '以后',
      publishedBy: 'test',
      inForceFrom,
    });
    return { params: { id } };
  },
};

async function aLevel(id: string, rank: number): Promise<string> {
  await shop.db.levels.create({ id, name: id, rank, createdAt: shop.clock.now() });
  return id;
}

const aCoupon = (actor: TestOperator): Promise<Coupon> =>
  actor.call('POST /api/admin/coupons', { body: couponDraft(shop) });

const freightDraft = (name: string) => ({
  ...{ name, chargeBy: 'piece' as const, regions: [], freeFromFen: null, freeFromPieces: null },
  elsewhere: { first: 1, firstFen: fen(600), additional: 1, additionalFen: fen(100) },
});
const aTemplate = async (actor: TestOperator, name: string): Promise<FreightTemplateId> =>
  (await actor.call('POST /api/admin/freight-templates', { body: freightDraft(name) })).id;

async function reason(actor: TestOperator): Promise<{ note: string; latestVersion: string }> {
  return { note: '理由', latestVersion: (await actor.call('GET /api/admin/settings')).latestVersion };
}

async function perform<K extends AuditedKey>(key: K): Promise<void> {
  const actor = await operatorWith(shop, 'owner');
  const call = await EXAMPLES[key](actor);
  const [before] = await entries();
  await actor.call(key, call);
  const [latest, second] = await entries();
  expect(latest).toMatchObject({ operator: { id: actor.id, login: actor.login } });
  expect(latest?.subject).toMatch(/^\w+:[\w:/-]+$/);
  expect(second?.id).toBe(before?.id);
  const text = JSON.stringify([latest?.before, latest?.after]);
  expect(text).not.toMatch(/password_?hash|scrypt|token|secret|新人|改名/i);
}

async function entries() {
  const auditor = await operatorWith(shop, 'auditor');
  return (await auditor.call('GET /api/admin/audit', { query: { limit: '2' } })).items;
}

test.each(Object.keys(EXAMPLES) as AuditedKey[])('%s leaves one entry, with who did it', (key) =>
  perform(key),
);

test('every other route of the console reads only, or says why it leaves none', () => {
  const writes = Object.entries<Route>(contract)
    .filter(([key, { auth }]) => auth === 'operator' && !key.startsWith('GET '))
    .map(([key]) => key);
  expect(writes.sort()).toEqual([...Object.keys(EXAMPLES), ...Object.keys(NOT_AUDITED)].sort());
});

test('a write that is refused leaves none', async () => {
  const owner = await operatorWith(shop, 'owner');
  const before = await entries();
  const body = { login: owner.login, name: '同名', role: 'service' } as const;
  expect(await owner.fail('POST /api/admin/operators', { body })).toEqual({
    status: 409,
    code: 'login_taken',
  });
  expect(await entries()).toEqual(before);
});

test('the log is read by who, what, which and when, page by page', async () => {
  const owner = await operatorWith(shop, 'owner');
  const { operator } = await owner.call('POST /api/admin/operators', {
    body: { login: 'followed', name: '被关注', role: 'service' },
  });
  await owner.call('PUT /api/admin/operators/:id', {
    params: { id: operator.id },
    body: { name: '被关注', role: 'catalogue', enabled: true },
  });
  const subject = `operator:${operator.id}`;
  const first = await owner.call('GET /api/admin/audit', { query: { subject, limit: '1' } });
  expect(first.items).toMatchObject([
    {
      action: 'operator.changed',
      text: '修改操作员',
      before: { login: 'followed', role: 'service', enabled: true },
      after: { login: 'followed', role: 'catalogue', enabled: true },
    },
  ]);
  const rest = await owner.call('GET /api/admin/audit', { query: { subject, cursor: first.next ?? '' } });
  expect(rest).toMatchObject({ items: [{ action: 'operator.created', before: null }], next: null });
  const mine = await owner.call('GET /api/admin/audit', {
    query: { operatorId: owner.id, action: 'operator.created' },
  });
  expect(mine.items.map((entry) => entry.subject)).toEqual([subject]);
  const days = async (query: { from?: string; to?: string }) =>
    (await owner.call('GET /api/admin/audit', { query: { subject, ...query } })).items.length;
  const today = first.items[0]?.at.slice(0, 10);
  expect([await days({ from: today, to: today }), await days({ to: '2026-01-01' })]).toEqual([2, 0]);
  expect((await owner.call('GET /api/admin/audit', { query: { cursor: "1' OR 1" } })).items).not.toEqual([]);
});
