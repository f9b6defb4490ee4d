import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { addMerchantWithStore, staffWith, type TestStaff } from '../support/merchants';
import { operatorWith, type TestOperator } from '../support/operators';
import { cashier, startTestShop, type Person, type TestShop } from '../support/shop';

/* What a merchant sets of its own stores: the rules that are its own, and what its cashier takes off. */

let shop: TestShop;
let operator: TestOperator;
let buyer: Person;
let merchantId: MerchantId;
let storeId: StoreId;
let manager: TestStaff;
beforeAll(async () => {
  shop = await startTestShop();
  operator = await operatorWith(shop, 'owner');
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());
beforeEach(async () => {
  await shop.publish({ extractionRatio: ratio('0.1') });
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  manager = await staffWith(shop, merchantId, 'manager');
});

const lastAudit = async (subject: string) =>
  (await operator.call('GET /api/admin/audit', { query: { subject } })).items[0];
const rulesOf = () => manager.call('GET /api/desk/stores/:id/rules', { params: { id: storeId } });

describe('rules', () => {
  test('a merchant sets its own; the next order follows them, and the audit log says who', async () => {
    expect(await rulesOf()).toMatchObject({
      ...{ commissionRatio: '0.3', rebate: {}, cashier: {} },
      platform: { extractionRatio: '0.1', entitlementRatio: '1', storesShareQueue: false },
    });
    const cashierRules = { extractionRatio: '0.2', entitlementRatio: '0.8', maxPerMemberPerDay: 2 };
    const changed = await manager.call('PUT /api/desk/stores/:id/rules', {
      params: { id: storeId },
      body: { rebate: { enabled: false }, cashier: cashierRules as never },
    });
    expect(changed).toMatchObject({ rebate: { enabled: false }, cashier: cashierRules });
    expect(await rulesOf()).toEqual(changed);
    const quoted = await buyer.call('POST /api/orders/quote', { body: cashier(storeId, 10_000) });
    expect(quoted.lines[0]).toMatchObject({ terms: { entitledFen: 8_000, extractionRatio: '0.2' } });
    expect(await lastAudit(`store:${storeId}`)).toMatchObject({
      ...{ action: 'store.rulesChangedAtDesk', operator: null, before: { cashier: {} } },
      after: { cashier: cashierRules, staff: manager.id },
    });
  });

  test.each<[string, object, object]>([
    ['an entitlement above the platform’s', {}, { entitlementRatio: '1.5' }],
    ['points at the platform’s expense', {}, { randomReturn: { cashSlots: 1, pointsSlots: 9 } }],
    ['a ratio of a line with other stores', { cashiersShareQueue: true }, { extractionRatio: '0.05' }],
  ])('%s is the platform’s to set', async (_, settings, rules) => {
    await shop.publish({ extractionRatio: ratio('0.1'), ...settings });
    const before = await shop.snapshot();
    const key = Object.keys(rules)[0];
    expect(
      await manager.fail('PUT /api/desk/stores/:id/rules', {
        params: { id: storeId },
        body: { rebate: {}, cashier: rules },
      }),
    ).toMatchObject({ code: 'rules_reserved', details: { rules: [{ place: 'cashier', key }] } });
    expect(await shop.snapshot()).toEqual(before);
  });

  test('what gives more than the commission is refused, and nobody at a desk overrules it', async () => {
    const body = { rebate: {}, cashier: { extractionRatio: ratio('0.3') } };
    const params = { id: storeId };
    expect(await manager.fail('PUT /api/desk/stores/:id/rules', { params, body })).toMatchObject({
      ...{ status: 409, code: 'margin_exceeded' },
      details: { findings: [{ name: `cashier:${storeId}` }] },
    });
    // What an operator let pass is no reason to refuse another change.
    await operator.call('PUT /api/admin/stores/:id/rules', {
      params,
      body: { ...body, overruled: [`cashier:${storeId}`] },
    });
    const narrower = { ...body, rebate: { maxPerMember: 3 } };
    expect(await manager.call('PUT /api/desk/stores/:id/rules', { params, body: narrower })).toMatchObject({
      rebate: { maxPerMember: 3 },
    });
  });

  test('a clerk reads them and changes nothing', async () => {
    const clerk = await staffWith(shop, merchantId, 'clerk');
    const params = { id: storeId };
    await clerk.call('GET /api/desk/stores/:id/rules', { params });
    const body = { rebate: { enabled: false }, cashier: {} };
    expect(await clerk.fail('PUT /api/desk/stores/:id/rules', { params, body })).toEqual({
      ...{ status: 403, code: 'forbidden' },
    });
  });
});

describe('the discount of a cashier', () => {
  const FIVE_OFF = {
    minFen: fen(5_000),
    repeats: true,
    discount: { type: 'amountOff' as const, offFen: fen(500) },
  };

  test('a merchant sets it, everybody reads it, and the next payment has it', async () => {
    const params = { id: storeId };
    const set = await manager.call('PUT /api/desk/stores/:id/cashier-discount', {
      ...{ params, body: { cashierDiscount: FIVE_OFF } },
    });
    expect(set.cashierDiscount).toEqual(FIVE_OFF);
    expect(await operator.call('GET /api/admin/stores/:id', { params })).toMatchObject({
      cashierDiscount: FIVE_OFF,
    });
    const quoted = await buyer.call('POST /api/orders/quote', { body: cashier(storeId, 10_000) });
    expect(quoted.totalFen).toBe(9_000);
    expect(await lastAudit(`store:${storeId}`)).toMatchObject({
      ...{ action: 'store.cashierDiscountAtDesk', before: { cashierDiscount: null } },
      after: { cashierDiscount: FIVE_OFF, staff: manager.id },
    });

    await operator.call('PUT /api/admin/stores/:id/cashier-discount', {
      ...{ params, body: { cashierDiscount: null } },
    });
    expect(await manager.call('GET /api/desk/stores/:id', { params })).toMatchObject({
      cashierDiscount: null,
    });
  });

  test.each<[string, object]>([
    ['all of it', { ...FIVE_OFF, discount: { type: 'amountOff', offFen: 5_000 } }],
    ['a share again and again', { ...FIVE_OFF, discount: { type: 'shareOff', ratio: '0.1', capFen: null } }],
  ])('%s is not taken off', async (_, cashierDiscount) => {
    const body = { cashierDiscount: cashierDiscount as never };
    expect(
      await manager.fail('PUT /api/desk/stores/:id/cashier-discount', { params: { id: storeId }, body }),
    ).toMatchObject({ status: 400 });
  });
});
