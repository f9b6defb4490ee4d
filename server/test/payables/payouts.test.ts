import { randomUUID } from 'node:crypto';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { asking, expectCleanBooks, refund } from '../support/afterSale';
import { addMerchantWithStore, staffWith } from '../support/merchants';
import { operatorWith, signedIn, type TestOperator } from '../support/operators';
import { ACCOUNT, askFor, closeDay, payOut } from '../support/payables';
import { cashier, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let ann: Person;
let merchantId: MerchantId;
let storeId: StoreId;
let first: TestOperator;
let second: TestOperator;
beforeAll(async () => {
  shop = await startTestShop();
});
beforeEach(async () => {
  ({ merchantId, storeId } = await addMerchantWithStore(shop));
  await signInAnew();
});
afterEach(() => expectCleanBooks(shop));
afterAll(() => shop.stop());

/** Sessions end with the days that go by. */
async function signInAnew(): Promise<void> {
  ann = await shop.signIn('ann');
  first = await operatorWith(shop, 'finance');
  second = await operatorWith(shop, 'finance');
}
const owner = () => staffWith(shop, merchantId, 'owner');

/** A day with such a sale at the cashier, closed. @returns the number of the order */
async function dayWith(amountFen: number): Promise<string> {
  const { no } = await shop.buy(ann, cashier(storeId, amountFen));
  await closeDay(shop);
  await signInAnew();
  return no;
}
async function withAccount(): Promise<void> {
  await (await owner()).call('PUT /api/desk/payee', { body: ACCOUNT });
}
async function lastDay(): Promise<string> {
  const { payee } = await first.call('GET /api/admin/merchants/:id/payables', { params: { id: merchantId } });
  return payee.closedThrough ?? '';
}
const ask = async (amountFen: number, by: TestOperator = first) =>
  by.send('POST /api/admin/merchant-payouts', askFor(merchantId, await lastDay(), amountFen));
const standing = async () => (await owner()).call('GET /api/desk/payables');

describe('the account', () => {
  test('is named by the owner, kept sealed, and shown masked; who makes the transfer sees it in full', async () => {
    const member = await shop.signIn('owner-of-a-store');
    await shop.db.staff.create({
      ...{ merchantId, memberId: member.id, name: '王掌柜', role: 'owner', createdAt: shop.clock.now() },
    });
    const desk = await owner();
    expect(await desk.call('GET /api/desk/payee')).toEqual({
      ...{ period: 'weekly', minFen: 0, closedThrough: null, account: null },
    });
    const body = { ...ACCOUNT, number: '6222 0200 0000 1234 567' };
    expect((await desk.call('PUT /api/desk/payee', { body })).account).toEqual({
      ...{ method: 'bank', holder: '王**', bankName: ACCOUNT.bankName, numberEnd: '4567' },
      changedAt: shop.clock.now().toISOString(),
    });
    expect(JSON.stringify((await shop.snapshot())['payees'])).not.toMatch(/王掌柜|622202/);
    await shop.settle();
    expect((await member.call('GET /api/me/messages')).items).toMatchObject([
      {
        title: '结算账户已修改',
        body: '「老街餐饮」的结算账户已改为：银行转账，尾号 4567。如非本人操作，请立即联系平台。',
      },
    ]);
    await dayWith(10_000);
    const { body: payout } = await ask(7_000);
    if (!('id' in payout)) throw new Error('it was asked for');
    // A later change does not turn a payout that is under way.
    await (
      await owner()
    ).call('PUT /api/desk/payee', {
      body: { method: 'wechat', holder: '李四', number: 'wang_laoban' },
    });
    const call = { params: { id: payout.id } };
    expect(await second.call('GET /api/admin/merchant-payouts/:id/account', call)).toEqual({
      ...{ method: 'bank', bankName: ACCOUNT.bankName, holder: '王掌柜', number: ACCOUNT.number },
    });
    const auditor = await operatorWith(shop, 'auditor');
    expect((await auditor.send('GET /api/admin/merchant-payouts/:id/account', call)).status).toBe(403);
  });

  test.each<[string, object]>([
    ['no holder', { ...ACCOUNT, holder: '' }],
    ['a number that is none', { ...ACCOUNT, number: '62-A' }],
    ['no bank', { method: 'bank', holder: '王掌柜', number: ACCOUNT.number }],
    ['a way that nobody makes yet', { ...ACCOUNT, method: 'profitSharing' }],
  ])('%s is refused', async (_, body) => {
    expect((await (await owner()).send('PUT /api/desk/payee', { body: body as never })).status).toBe(400);
  });

  test('is for the owner alone', async () => {
    for (const role of ['manager', 'clerk'] as const) {
      const staff = await staffWith(shop, merchantId, role);
      expect(await staff.fail('PUT /api/desk/payee', { body: ACCOUNT })).toEqual({
        status: 403,
        code: 'forbidden',
      });
    }
  });
});

describe('proposals', () => {
  const mine = async () =>
    (await first.call('GET /api/admin/payout-proposals', { query: { limit: '50' } })).items.filter(
      ({ merchant }) => merchant.id === merchantId,
    );
  const terms = (period: 'daily' | 'weekly' | 'monthly', minFen: number) =>
    first.call('PUT /api/admin/merchants/:id/payee', {
      ...{ params: { id: merchantId }, body: { period, minFen: fen(minFen) } },
    });

  test('are what open statements of the periods that are over come to', async () => {
    await dayWith(10_000);
    await terms('daily', 0);
    expect(await mine()).toMatchObject([{ amountFen: 7_000, days: 1, period: 'daily', hasAccount: false }]);
    await dayWith(20_000);
    expect(await mine()).toMatchObject([{ amountFen: 21_000, days: 2, untilDay: await lastDay() }]);
    await terms('monthly', 0);
    expect(await mine()).toEqual([]);
    shop.clock.advance(31 * 86_400_000);
    await signInAnew();
    expect(await mine()).toMatchObject([{ amountFen: 21_000, period: 'monthly' }]);
  });

  test('wait until the least amount is reached, and leave out what a payout has taken', async () => {
    await dayWith(10_000);
    await terms('daily', 7_001);
    expect(await mine()).toEqual([]);
    await withAccount();
    expect((await ask(7_000)).body).toMatchObject({
      ...{ code: 'payout_too_small', details: { amountFen: 7_000, minFen: 7_001 } },
    });
    await terms('daily', 7_000);
    expect(await mine()).toHaveLength(1);
    expect((await ask(7_000)).status).toBe(200);
    expect(await mine()).toEqual([]);
  });
});

describe('a payout', () => {
  test('is asked for, approved by another, and paid: the ledger has it, and the owner is told', async () => {
    const member = await shop.signIn('owner-who-is-told');
    await shop.db.staff.create({
      ...{ merchantId, memberId: member.id, name: '王掌柜', role: 'owner', createdAt: shop.clock.now() },
    });
    await withAccount();
    await dayWith(10_000);
    await shop.buy(ann, cashier(storeId, 1_000));
    await shop.shop.scheduler.runJob('bookPayables');
    expect(await standing()).toMatchObject({ balanceFen: 7_700, unclosedFen: 700, openFen: 7_000 });
    const id = await payOut([first, second], askFor(merchantId, await lastDay(), 7_000));
    expect(await standing()).toEqual({
      ...{ balanceFen: 700, unclosedFen: 700, openFen: 0, inPayoutFen: 0, paidFen: 7_000 },
    });
    expect(await first.call('GET /api/admin/merchant-payouts/:id', { params: { id } })).toMatchObject({
      ...{ state: 'paid', amountFen: 7_000, days: 1, numberEnd: '4567', reference: `T${id}000` },
      ...{ requestedBy: { id: first.id }, decidedBy: { id: second.id }, endedBy: { id: second.id } },
    });
    const desk = await owner();
    expect((await desk.call('GET /api/desk/payouts')).items).toMatchObject([{ id, state: 'paid' }]);
    expect(await desk.call('GET /api/desk/payouts/:id', { params: { id } })).not.toHaveProperty(
      'requestedBy',
    );
    const { items } = await desk.call('GET /api/desk/statements');
    expect(items).toMatchObject([{ payoutId: id, paid: true }]);
    expect((await desk.call('GET /api/desk/statements', { query: { payoutId: id } })).items).toEqual(items);
    const stranger = await staffWith(shop, (await addMerchantWithStore(shop)).merchantId, 'owner');
    expect((await stranger.call('GET /api/desk/statements', { query: { payoutId: id } })).items).toEqual([]);
    await shop.settle();
    const again = await shop.signIn('owner-who-is-told');
    const [message] = (await again.call('GET /api/me/messages')).items;
    expect(message).toMatchObject({
      ...{ title: '货款已打款', body: expect.stringMatching(/已打款 ¥70\.00（银行转账，尾号 4567）/) },
    });
    const list = await first.call('GET /api/admin/merchant-payouts', {
      query: { state: 'paid', merchantId },
    });
    expect(list.items.map((item) => item.id)).toEqual([id]);
  });

  test('pays each line once: two operators who ask at once get one', async () => {
    await withAccount();
    await dayWith(10_000);
    await dayWith(20_000);
    const answers = await Promise.all([first, second, first, second].map((by) => ask(21_000, by)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await standing()).toMatchObject({ openFen: 0, inPayoutFen: 21_000 });
  });

  test('repeated with its key is the same one, and with the key for something else it is refused', async () => {
    await withAccount();
    await dayWith(10_000);
    const call = askFor(merchantId, await lastDay(), 7_000);
    const answers = await Promise.all(
      [1, 2, 3].map(() => first.call('POST /api/admin/merchant-payouts', call)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const other = { ...call, body: { ...call.body, expectedFen: fen(1) } };
    expect(await first.fail('POST /api/admin/merchant-payouts', other)).toMatchObject({
      ...{ status: 422, code: 'idempotency_key_reused' },
    });
  });

  test('is refused without an account, and when it is not what was shown', async () => {
    await dayWith(10_000);
    expect((await ask(7_000)).body).toMatchObject({ code: 'payout_account_missing' });
    await withAccount();
    expect((await ask(6_999)).body).toMatchObject({ code: 'payout_changed', details: { amountFen: 7_000 } });
    expect(await standing()).toMatchObject({ openFen: 7_000 });
  });

  test('is not approved by who asked for it, nor from another session', async () => {
    await withAccount();
    await dayWith(10_000);
    const { body } = await ask(7_000);
    const params = { id: 'id' in body ? body.id : ('' as never) };
    for (const by of [first, await signedIn(shop, first.id)])
      expect(await by.fail('POST /api/admin/merchant-payouts/:id/approve', { params })).toMatchObject({
        ...{ status: 409, code: 'second_person_needed' },
      });
    const unpaid = { params, body: { reference: 'T0001' } };
    expect(await second.fail('POST /api/admin/merchant-payouts/:id/paid', unpaid)).toMatchObject({
      ...{ status: 409, code: 'payout_state' },
    });
  });

  test('approved and rejected, paid and cancelled at once: one holds, and the money is in one place', async () => {
    await withAccount();
    await dayWith(10_000);
    const third = await operatorWith(shop, 'owner');
    const { body } = await ask(7_000);
    const params = { id: 'id' in body ? body.id : ('' as never) };
    const note = { body: { note: '账户有误' } };
    const decided = await Promise.all([
      second.send('POST /api/admin/merchant-payouts/:id/approve', { params }),
      third.send('POST /api/admin/merchant-payouts/:id/reject', { params, ...note }),
    ]);
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409]);
    if (decided[0]?.status === 200) {
      const ended = await Promise.all([
        second.send('POST /api/admin/merchant-payouts/:id/paid', { params, body: { reference: 'T0001' } }),
        third.send('POST /api/admin/merchant-payouts/:id/cancel', { params, ...note }),
      ]);
      expect(ended.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
    const { openFen, inPayoutFen, paidFen } = await standing();
    expect([inPayoutFen, openFen + paidFen]).toEqual([0, 7_000]);
  });

  test('is paid once, however often that is said; whoever said it gets the same answer again', async () => {
    await withAccount();
    await dayWith(10_000);
    const { body } = await ask(7_000);
    const params = { id: 'id' in body ? body.id : ('' as never) };
    await second.call('POST /api/admin/merchant-payouts/:id/approve', { params });
    await second.call('POST /api/admin/merchant-payouts/:id/approve', { params });
    const paid = { params, body: { reference: 'T0001' } };
    const answers = await Promise.all(
      [1, 2, 3].map(() => second.send('POST /api/admin/merchant-payouts/:id/paid', paid)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await first.send('POST /api/admin/merchant-payouts/:id/paid', paid)).status).toBe(409);
    expect(await standing()).toMatchObject({ balanceFen: 0, paidFen: 7_000 });
  });

  test.each(['reject', 'cancel'] as const)(
    '%s: its statements are open again, and can be paid',
    async (event) => {
      await withAccount();
      await dayWith(10_000);
      const { body } = await ask(7_000);
      const params = { id: 'id' in body ? body.id : ('' as never) };
      if (event === 'cancel') await second.call('POST /api/admin/merchant-payouts/:id/approve', { params });
      const note = '开户行有误';
      const ended = await first.call(`POST /api/admin/merchant-payouts/:id/${event}`, {
        params,
        body: { note },
      });
      expect(ended).toMatchObject({ state: event === 'reject' ? 'rejected' : 'cancelled', note });
      expect(await standing()).toMatchObject({ openFen: 7_000, inPayoutFen: 0 });
      await payOut([first, second], askFor(merchantId, await lastDay(), 7_000));
      expect(await standing()).toMatchObject({ balanceFen: 0, paidFen: 7_000 });
    },
  );

  test('less than nothing carries: a refund of what was paid out lowers the next one', async () => {
    await withAccount();
    const no = await dayWith(10_000);
    await payOut([first, second], askFor(merchantId, await lastDay(), 7_000));
    await refund(shop, ann, no, asking(10_000));
    await closeDay(shop);
    await signInAnew();
    expect(await standing()).toMatchObject({ balanceFen: -7_000, openFen: -7_000 });
    const refused = await first.send('POST /api/admin/merchant-payouts', {
      ...askFor(merchantId, await lastDay(), 1),
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect(refused.body).toMatchObject({ code: 'payout_changed', details: { amountFen: -7_000 } });
    await dayWith(30_000);
    const id = await payOut([first, second], askFor(merchantId, await lastDay(), 14_000));
    expect(await first.call('GET /api/admin/merchant-payouts/:id', { params: { id } })).toMatchObject({
      days: 2,
    });
    expect(await standing()).toMatchObject({ balanceFen: 0, paidFen: 21_000 });
  });
});

test('what is not there is not found', async () => {
  const params = { id: '999999' as never };
  expect(await first.fail('GET /api/admin/merchant-payouts/:id', { params })).toMatchObject({
    code: 'payout_not_found',
  });
  expect(await first.fail('GET /api/admin/statements/:id', { params })).toMatchObject({
    code: 'statement_not_found',
  });
  expect(await first.fail('GET /api/admin/merchants/:id/payables', { params })).toMatchObject({
    code: 'merchant_not_found',
  });
  const body = { period: 'daily' as const, minFen: fen(0) };
  expect(await first.fail('PUT /api/admin/merchants/:id/payee', { params, body })).toMatchObject({
    code: 'merchant_not_found',
  });
  expect(
    await first.fail('POST /api/admin/merchant-payouts', askFor(params.id, '2026-03-01', 1)),
  ).toMatchObject({ code: 'merchant_not_found' });
});
