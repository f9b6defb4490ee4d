import { memberId, type ProductId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { operatorWith, type TestOperator } from '../support/operators';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let owner: TestOperator;
let ann: Person;
let bob: Person;
let tea: ProductId;
beforeAll(async () => {
  shop = await startTestShop();
  owner = await operatorWith(shop, 'owner');
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob', ann.inviteCode);
});
afterAll(() => shop.stop());
beforeEach(async () => {
  await shop.publish({ mallSharesQueue: false });
  tea = await shop.addProduct();
});

const buy = (who: Person, product = tea) => {
  shop.clock.advance(1000);
  return shop.buy(who, mall(product));
};

describe('the rule tester', () => {
  const test10000 = (changes: object = {}) =>
    owner.call('POST /api/admin/rules/test', {
      body: { kind: 'mall', productId: tea, amountFen: fen(10_000), ...changes },
    });

  test('says which ratio and why, and what comes is what it said, to the fen; it writes nothing', async () => {
    await buy(ann);
    const before = await shop.snapshot();
    const said = await test10000({ memberId: bob.id });
    expect(await shop.snapshot()).toEqual(before);
    expect(said).toMatchObject({
      placing: {
        queueKey: `product:${tea}`,
        extractionRatio: '0.1',
        entitlementRatio: '1',
        sourceText: '平台 · 默认权益',
      },
      joins: { entitledFen: 10_000, position: 2, aheadFen: 9_000 },
      grossFen: 1_000,
      contributedFen: 1_000,
      payments: [{ member: { id: ann.id }, amountFen: 1_000, kind: 'line' }],
    });
    const order = await buy(bob);
    const history = await ann.call('GET /api/queue/entries/:id', {
      params: { id: said.payments[0]?.entryId ?? ('' as never) },
    });
    expect(history.payouts).toMatchObject([{ amountFen: 1_000, orderNo: order.no }]);
    expect(order.lines[0]?.entry).toMatchObject({ number: 2, entitledFen: 10_000 });
  });

  test('tries a draft with the rewards that it would grant, for a member and for nobody', async () => {
    const settings: PlatformSettings = {
      ...defaultSettings(),
      mallSharesQueue: false,
      referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 7 },
      entitlementRatio: ratio('1.3'),
    };
    expect(await test10000({ memberId: bob.id, settings })).toMatchObject({
      joins: { entitledFen: 13_000, position: 1 },
      contributedFen: 0,
      rewards: [{ kind: 'direct', member: { id: ann.id }, ratio: '0.05', amountFen: 500 }],
    });
    expect(await test10000({ settings })).toMatchObject({ rewards: [] });
  });

  test('of a cashier, and of a line that gets no entry', async () => {
    const storeId = await shop.addStore({ cashier: { maxPerMember: 0 } });
    const said = await owner.call('POST /api/admin/rules/test', {
      body: { kind: 'cashier', storeId, memberId: ann.id, amountFen: fen(5_000) },
    });
    expect(said).toMatchObject({
      joins: null,
      noEntryReason: '已达到每位会员的权益份数上限',
      placing: { conditions: ['每位会员最多 0 份权益，以支付时为准'] },
    });
    await shop.buy(ann, cashier(storeId, 5_000));
  });

  test.each([
    ['no product', { productId: undefined }, 'bad_request'],
    ['a product that is not there', { productId: '999999' }, 'product_not_found'],
    ['a member who is not there', { memberId: memberId('999999') }, 'member_not_found'],
    ['a draft that is none', { settings: {} }, 'settings_invalid'],
  ])('with %s is refused', async (_, changes, code) => {
    const body = { kind: 'mall' as const, productId: tea, amountFen: fen(100), ...changes } as never;
    expect(await owner.fail('POST /api/admin/rules/test', { body })).toMatchObject({ code });
  });
});

describe('a line explained', () => {
  const explain = (orderNo: string, line = 0) =>
    owner.call('GET /api/admin/explain/:orderNo/:line', { params: { orderNo, line } });

  test('names for every fen the order that paid it, and whom it paid itself', async () => {
    const first = await buy(ann);
    const second = await buy(bob);
    const third = await buy(bob);
    expect(await explain(first.no)).toMatchObject({
      member: { id: ann.id },
      paidFen: 10_000,
      contributedFen: 0,
      entry: { rewardedFen: 2_000 },
      received: [
        {
          amountFen: 1_000,
          kind: 'line',
          causeOrderNo: second.no,
          paidFrom: [{ orderNo: second.no, amountFen: 1_000 }],
        },
        { amountFen: 1_000, kind: 'line', causeOrderNo: third.no },
      ],
      paid: [],
      placing: { entitlement: expect.arrayContaining([expect.objectContaining({ applied: true })]) },
    });
    expect(await explain(second.no)).toMatchObject({
      contributedFen: 1_000,
      paid: [{ entryId: first.lines[0]?.entry?.id, member: { id: ann.id }, amountFen: 1_000, kind: 'line' }],
    });
  });

  test('also where no order’s step paid it: the oldest money in the pool at that time', async () => {
    await shop.publish({ mallSharesQueue: false, unclaimed: 'carry' });
    const first = await buy(ann);
    const key = `product:${tea}` as never;
    await owner.call('POST /api/admin/queues/:key/pause', { params: { key } });
    await shop.settle();
    const second = await buy(bob);
    const third = await buy(bob);
    await owner.call('POST /api/admin/queues/:key/resume', { params: { key } });
    await shop.settle();
    expect((await explain(first.no)).received).toMatchObject([
      {
        amountFen: 3_000,
        kind: 'resume',
        causeOrderNo: null,
        paidFrom: [
          { orderNo: first.no, amountFen: 1_000 },
          { orderNo: second.no, amountFen: 1_000 },
          { orderNo: third.no, amountFen: 1_000 },
        ],
      },
    ]);
  });

  test('is for those who may read orders, and only of what is there', async () => {
    const clerk = await operatorWith(shop, 'catalogue');
    const order = await buy(ann);
    const params = { orderNo: order.no, line: 0 };
    expect(await clerk.fail('GET /api/admin/explain/:orderNo/:line', { params })).toMatchObject({
      status: 403,
    });
    expect(
      await owner.fail('GET /api/admin/explain/:orderNo/:line', { params: { ...params, line: 7 } }),
    ).toMatchObject({ code: 'order_line_not_found' });
    expect(
      await owner.fail('GET /api/admin/explain/:orderNo/:line', {
        params: { ...params, orderNo: 'ABCDEF99' },
      }),
    ).toMatchObject({ code: 'order_not_found' });
  });
});
