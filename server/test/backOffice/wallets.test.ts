import { randomUUID } from 'node:crypto';
import type { BodyInputOf } from '@paifan/shared/contract/contract';
import { adjustmentId } from '@paifan/shared/ids/ids';
import { operatorWith, signedIn, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';
import { findings, give, giveCash, WIDE, withdraw } from '../support/wallet';

let shop: TestShop;
let people = 0;
let finance: TestOperator;
let owner: TestOperator;
beforeAll(async () => {
  shop = await startTestShop();
  finance = await operatorWith(shop, 'finance');
  owner = await operatorWith(shop, 'owner');
});
afterAll(() => shop.stop());
afterEach(async () => expect(await findings(shop)).toEqual([]));

async function somebody(): Promise<Person> {
  people += 1;
  return shop.signIn(`person${people}`);
}
const wallet = (person: Person) => person.call('GET /api/me/wallet');

describe('withdrawals', () => {
  beforeAll(() => shop.publish({ withdrawal: { ...WIDE, reviewAboveFen: 0 } }));

  test('are listed by state and member, and shown with how the cash was earned', async () => {
    const person = await somebody();
    await shop.buy(person, mall(await shop.addProduct()));
    await giveCash(shop, person.id, 10_000);
    const { id } = await withdraw(person, 4_000);
    const list = async (query: Record<string, string>) =>
      (await finance.call('GET /api/admin/withdrawals', { query })).items.map((item) => item.id);
    expect(await list({ state: 'reviewing' })).toEqual([id]);
    expect(await list({ memberId: person.id, state: 'paid' })).toEqual([]);
    expect(await finance.call('GET /api/admin/withdrawals/:id', { params: { id } })).toMatchObject({
      withdrawal: { id, state: 'reviewing', member: { id: person.id } },
      risk: {
        cashFen: 6_000,
        earned: [
          { reason: 'dividendPaid', text: '股东分红', times: 1, amountFen: 10_000 },
          { reason: 'withdrawalRequested', times: 1, amountFen: -4_000 },
        ],
        orders: { paid: 1, refunded: 0, paidFen: 10_000 },
        withdrawals: { paid: 0, failed: 0 },
      },
    });
    await finance.call('POST /api/admin/withdrawals/:id/approve', { params: { id }, body: {} });
  });

  test('approved and rejected at once: one holds, and the money is in one place', async () => {
    const person = await somebody();
    await giveCash(shop, person.id, 5_000);
    const { id } = await withdraw(person, 5_000);
    const answers = await Promise.all([
      finance.send('POST /api/admin/withdrawals/:id/approve', { params: { id }, body: {} }),
      owner.send('POST /api/admin/withdrawals/:id/reject', { params: { id }, body: { reason: '请先核实' } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { availableFen, reservedFen } = await wallet(person);
    expect(availableFen + reservedFen).toBe(5_000);
  });

  test('a rejection needs a reason, which the member reads', async () => {
    const person = await somebody();
    await giveCash(shop, person.id, 5_000);
    const { id } = await withdraw(person, 5_000);
    const reject = (reason: string) =>
      finance.send('POST /api/admin/withdrawals/:id/reject', { params: { id }, body: { reason } });
    expect((await reject('')).status).toBe(400);
    expect((await reject('账户信息不一致')).body).toMatchObject({
      state: 'rejected',
      reviewedBy: finance.login,
    });
    expect((await person.call('GET /api/me/withdrawals/:id', { params: { id } })).reason).toBe(
      '账户信息不一致',
    );
  });
});

test('transfers are listed by who gave and who got', async () => {
  const [from, to] = [await somebody(), await somebody()];
  await give(shop, from.id, 'points', 500);
  await shop.publish({ transfer: { points: { min: 1, max: 1_000, daily: 1_000 } } });
  await from.call('POST /api/me/transfers', {
    body: { to: { memberId: to.id }, balance: 'points', amount: 200 as never },
    headers: { 'Idempotency-Key': randomUUID() },
  });
  const list = async (query: Record<string, string>) =>
    (await finance.call('GET /api/admin/transfers', { query })).items;
  expect(await list({ fromMemberId: from.id })).toMatchObject([{ to: { id: to.id }, amount: 200 }]);
  expect(await list({ toMemberId: to.id })).toHaveLength(1);
  expect(await list({ toMemberId: from.id })).toEqual([]);
});

describe('adjustments', () => {
  type Wanted = BodyInputOf<'POST /api/admin/adjustments'>;
  const ask = (body: Wanted, key: string = randomUUID(), by: TestOperator = finance) =>
    by.call('POST /api/admin/adjustments', { body, headers: { 'Idempotency-Key': key } });
  const approve = (by: Pick<TestOperator, 'send'>, id: string) =>
    by.send('POST /api/admin/adjustments/:id/approve', { params: { id: adjustmentId(id) }, body: {} });

  test('nothing moves before a second person approves; then the member sees the reason in the bill and a message', async () => {
    const person = await somebody();
    const { id } = await ask({ memberId: person.id, balance: 'cash', amount: 1_234, reason: '活动漏发补偿' });
    expect((await wallet(person)).availableFen).toBe(0);
    expect((await approve(owner, id)).body).toMatchObject({
      state: 'approved',
      requestedBy: { id: finance.id },
      decidedBy: { id: owner.id },
    });
    expect((await wallet(person)).availableFen).toBe(1_234);
    expect((await person.call('GET /api/me/bill')).items).toMatchObject([
      { amount: 1_234, reason: 'adjusted', text: '人工调账：活动漏发补偿' },
    ]);
    await shop.settle();
    expect((await person.call('GET /api/me/messages')).items).toMatchObject([
      { title: '账户调整', body: '您的账户增加 余额 ¥12.34。原因：活动漏发补偿' },
    ]);
  });

  test.each([
    ['cash', 500, -300],
    ['points', 500, -500],
    ['love', 500, -1],
    ['voucher', 500, -499],
  ] as const)('%s is given and taken', async (balance, given, taken) => {
    const person = await somebody();
    for (const amount of [given, taken]) {
      const { id } = await ask({ memberId: person.id, balance, amount, reason: '核对后更正' });
      expect((await approve(owner, id)).status).toBe(200);
    }
    const found = await wallet(person);
    expect(balance === 'cash' ? found.availableFen : found[balance]).toBe(given + taken);
  });

  test('the own request cannot be approved, nor from another session of the same operator', async () => {
    const person = await somebody();
    const { id } = await ask(
      { memberId: person.id, balance: 'cash', amount: 100, reason: '补偿' },
      undefined,
      owner,
    );
    const again = await signedIn(shop, owner.id);
    for (const by of [owner, again])
      expect(await approve(by, id)).toMatchObject({ status: 409, body: { code: 'second_person_needed' } });
    expect((await wallet(person)).availableFen).toBe(0);
    expect((await approve(finance, id)).status).toBe(200);
  });

  test('approved many times at once, it is booked once', async () => {
    const person = await somebody();
    const { id } = await ask({ memberId: person.id, balance: 'cash', amount: 700, reason: '补偿' });
    const others = [owner, await operatorWith(shop, 'owner'), await operatorWith(shop, 'finance')];
    const answers = await Promise.all([...others, ...others].map((by) => approve(by, id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await wallet(person)).availableFen).toBe(700);
  });

  test('two that take the same money: one is refused, for no balance goes below zero', async () => {
    const person = await somebody();
    await giveCash(shop, person.id, 1_000);
    const ids = await Promise.all(
      [1, 2].map(
        async () =>
          (await ask({ memberId: person.id, balance: 'cash', amount: -800, reason: '误发收回' })).id,
      ),
    );
    const answers = await Promise.all(ids.map((id) => approve(owner, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await wallet(person)).availableFen).toBe(200);
  });

  test('the same key asks once; with another content it is refused', async () => {
    const person = await somebody();
    const key = randomUUID();
    const wanted: Wanted = { memberId: person.id, balance: 'points', amount: 100, reason: '补偿' };
    const asked = await Promise.all([ask(wanted, key), ask(wanted, key), ask(wanted, key)]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    const other = { body: { ...wanted, amount: 200 }, headers: { 'Idempotency-Key': key } };
    expect(await finance.fail('POST /api/admin/adjustments', other)).toEqual({
      status: 422,
      code: 'idempotency_key_reused',
    });
  });

  test('a rejected one never moves anything; who asked may take it back', async () => {
    const person = await somebody();
    const { id } = await ask({ memberId: person.id, balance: 'cash', amount: 100, reason: '补偿' });
    const call = { params: { id }, body: { note: '填错了' } };
    expect(await finance.call('POST /api/admin/adjustments/:id/reject', call)).toMatchObject({
      state: 'rejected',
      decisionNote: '填错了',
    });
    expect(await approve(owner, id)).toMatchObject({ status: 409, body: { code: 'adjustment_state' } });
    const list = await finance.call('GET /api/admin/adjustments', {
      query: { memberId: person.id, state: 'rejected' },
    });
    expect(list.items.map((item) => item.id)).toEqual([id]);
    expect((await finance.call('GET /api/admin/adjustments/:id', { params: { id } })).state).toBe('rejected');
  });

  test('a service clerk may not ask, an auditor may not approve', async () => {
    const clerk = await operatorWith(shop, 'service');
    const auditor = await operatorWith(shop, 'auditor');
    const person = await somebody();
    const wanted: Wanted = { memberId: person.id, balance: 'cash', amount: 100, reason: '补偿' };
    const refused = { status: 403, code: 'forbidden' };
    const call = { body: wanted, headers: { 'Idempotency-Key': randomUUID() } };
    expect(await clerk.fail('POST /api/admin/adjustments', call)).toEqual(refused);
    const { id } = await ask(wanted);
    expect((await approve(auditor, id)).status).toBe(403);
  });

  test('a promise as its reason is refused', async () => {
    const person = await somebody();
    const body: Wanted = { memberId: person.id, balance: 'cash', amount: 100, reason: '全返活动' };
    expect(
      await finance.fail('POST /api/admin/adjustments', {
        body,
        headers: { 'Idempotency-Key': randomUUID() },
      }),
    ).toMatchObject({ status: 422, code: 'forbidden_phrase' });
  });
});
