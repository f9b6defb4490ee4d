import { fen } from '@paifan/shared/money/fen';
import { asking, refund } from '../support/afterSale';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Order, type Person, type TestShop } from '../support/shop';
import { giveCash } from '../support/wallet';

let shop: TestShop;
let buyer: Person;
let order: Order;
let finance: TestOperator;
beforeAll(async () => {
  shop = await startTestShop();
  buyer = await shop.signIn('buyer');
  const product = await shop.addProduct();
  await shop.buy(await shop.signIn('first'), mall(product));
  order = await shop.buy(buyer, mall(product, 3));
  await refund(shop, buyer, order.no, asking(5_000));
  finance = await operatorWith(shop, 'finance');
});
afterAll(() => shop.stop());

const journals = async (query: Record<string, string>) =>
  (await finance.call('GET /api/admin/ledger/journals', { query: { limit: '50', ...query } })).items;

/** The trial balance by kind. */
const kinds = async () => {
  const { rows } = await finance.call('GET /api/admin/ledger/trial-balance');
  return Object.fromEntries(rows.map(({ kind, text, balance }) => [kind, { text, balance }]));
};

describe('the ledger', () => {
  test('is read by order, by account, by member, by day and by key', async () => {
    const ofOrder = await journals({ orderNo: order.no });
    expect(ofOrder.length).toBeGreaterThan(1);
    for (const journal of ofOrder) {
      expect(journal.orderNo).toBe(order.no);
      expect(journal.postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    }
    const [newest] = ofOrder;
    expect(await journals({ key: newest?.key ?? '' })).toEqual([newest]);
    const ofWeChat = await journals({ account: 'wechat' });
    expect(ofWeChat.map(({ event }) => event)).toEqual([
      'paymentRefunded',
      'paymentReceived',
      'paymentReceived',
    ]);
    const first = await shop.signIn('first');
    expect((await journals({ memberId: first.id })).map(({ event }) => event)).toContain('payout');
    const all = await journals({});
    expect(await journals({ day: '2026-03-02' })).toEqual(all);
    expect(await journals({ day: '2026-03-02', account: 'wechat' })).toEqual(ofWeChat);
    expect(await journals({ day: '2026-03-01' })).toEqual([]);
    expect(await journals({ account: 'nobody' })).toEqual([]);
    expect(await journals({ orderNo: 'NOTHERE' })).toEqual([]);
  });

  test('is paged without a gap and without a repetition', async () => {
    const all = (await journals({})).map(({ id }) => id);
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await finance.call('GET /api/admin/ledger/journals', { query: { limit: '2', cursor } });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(paged).toEqual(all);
  });

  test('the trial balance adds up to nothing for each asset, and says each kind of account', async () => {
    const trial = await finance.call('GET /api/admin/ledger/trial-balance');
    expect(trial.balanced).toBe(true);
    expect(trial.sums).toEqual(
      ['money', 'points', 'love', 'voucher'].map((asset) => ({ asset, balance: 0 })),
    );
    expect(trial.rows.find(({ kind }) => kind === 'wechat')).toMatchObject({
      text: '微信支付账户',
      accounts: 1,
    });
    expect(trial.rows.find(({ kind }) => kind === 'member:cash')?.text).toBe('会员可用余额');
  });

  test('the trial balance keeps apart what members have and what their unpaid orders keep', async () => {
    await giveCash(shop, buyer.id, 3_000);
    const before = await kinds();
    const basket = { ...mall(await shop.addProduct()), use: { cashFen: fen(1_200) } };
    const { no } = await shop.place(buyer, basket);
    const kept = await kinds();
    expect(kept['member:setAside:cash']).toEqual({ text: '待付款订单占用的余额', balance: 1_200 });
    expect(kept['member:cash']?.balance).toBe((before['member:cash']?.balance ?? 0) - 1_200);
    await buyer.call('POST /api/orders/:no/close', { params: { no } });
    expect((await kinds())['member:cash']).toEqual(before['member:cash']);
  });

  test('a statement gives the balance after each movement, over all its pages', async () => {
    type Item = { amount: number; balanceAfter: number };
    const items: Item[] = [];
    let balance: number | undefined;
    let cursor = '';
    do {
      const page = await finance.call('GET /api/admin/ledger/statement', {
        query: { account: 'wechat', limit: '1', cursor },
      });
      balance ??= page.balance;
      items.push(...page.items);
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(items[0]?.balanceAfter).toBe(balance);
    items.forEach(({ amount, balanceAfter }, index) =>
      expect(balanceAfter - amount).toBe(items[index + 1]?.balanceAfter ?? 0),
    );
    expect(await finance.fail('GET /api/admin/ledger/statement', { query: { account: 'nobody' } })).toEqual({
      status: 404,
      code: 'account_not_found',
    });
  });
});

describe('the books', () => {
  const run = () => shop.shop.scheduler.runJob('checkBooks');
  const read = (id: string) => finance.call('GET /api/admin/book-checks/:id', { params: { id } });

  test('are checked when somebody wants it, once however many want it, and the result is kept', async () => {
    const wanted = await Promise.all([1, 2, 3].map(() => finance.call('POST /api/admin/book-checks')));
    const [first] = wanted;
    expect(new Set(wanted.map(({ id }) => id)).size).toBe(1);
    expect(first).toMatchObject({ state: 'waiting', requestedBy: { id: finance.id } });
    await run();
    const done = await read(first?.id ?? '');
    expect(done).toMatchObject({ state: 'sound', findings: [], error: null });
    expect(done.checksDone).toBe(done.checksTotal);
    expect(done.checksTotal).toBeGreaterThan(10);
  });

  test('that are wrong are told of, with what and where', async () => {
    await shop.db.sequelize.query("UPDATE accounts SET balance = balance + 1 WHERE code = 'promotion'");
    await shop.shop.scheduler.runJob('wantDailyCheck');
    await run();
    const [latest] = (await finance.call('GET /api/admin/book-checks')).items;
    expect(latest).toMatchObject({ state: 'unsound', requestedBy: null, error: null });
    expect(latest?.findings).toContainEqual(
      expect.objectContaining({
        ...{ check: 'balances-equal-postings', subject: 'account promotion' },
        ...{ title: '余额与分录', where: '平台让利（权益、奖励、分红）', about: 'account:promotion' },
        what: expect.stringMatching(/^余额 -?¥[\d,.]+，分录合计 -?¥[\d,.]+$/),
      }),
    );
    await shop.db.sequelize.query("UPDATE accounts SET balance = balance - 1 WHERE code = 'promotion'");
  });
});
