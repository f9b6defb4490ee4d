import { randomUUID } from 'node:crypto';
import { fen } from '@paifan/shared/money/fen';
import { expectCleanBooks, payBack } from '../support/afterSale';
import { operatorWith, type TestOperator } from '../support/operators';
import { cashier, mall, startTestShop, type Order, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let buyer: Person;
let other: Person;
let clerk: TestOperator;
beforeAll(async () => {
  shop = await startTestShop({ config: { session: { days: 365 } } });
  buyer = await shop.signIn('buyer');
  other = await shop.signIn('other');
});
// A session of the console is short, and days pass here.
beforeEach(async () => {
  clerk = await operatorWith(shop, 'service');
});
afterAll(() => shop.stop());
afterEach(() => expectCleanBooks(shop));

const keyed = (key: string = randomUUID()) => ({ 'Idempotency-Key': key });
const list = async (query: Record<string, string> = {}) =>
  (await clerk.call('GET /api/admin/orders', { query: { limit: '50', ...query } })).items.map(({ no }) => no);
const detail = (no: string) => clerk.call('GET /api/admin/orders/:no', { params: { no } });
const bought = async (quantity = 1): Promise<Order> =>
  shop.buy(buyer, mall(await shop.addProduct(), quantity));

describe('the list', () => {
  test('is filtered by state, kind, store, member, product, number and day, each alone and together', async () => {
    const tea = await shop.addProduct();
    const store = await shop.addStore();
    const placed = await shop.place(buyer, mall(tea));
    const paid = await shop.buy(other, mall(tea));
    const sold = await shop.buy(buyer, cashier(store, 5_000));
    shop.clock.advance(86_400_000);
    clerk = await operatorWith(shop, 'service');
    const nextDay = await shop.place(buyer, mall(await shop.addProduct()));
    const all = [nextDay, sold, paid, placed].map(({ no }) => no);

    expect(await list()).toEqual(all);
    expect(await list({ state: 'placed' })).toEqual([nextDay.no, placed.no]);
    expect(await list({ kind: 'cashier' })).toEqual([sold.no]);
    expect(await list({ storeId: store })).toEqual([sold.no]);
    expect(await list({ storeId: store, state: 'paid' })).toEqual([]);
    expect(await list({ memberId: other.id })).toEqual([paid.no]);
    expect(await list({ productId: tea })).toEqual([paid.no, placed.no]);
    expect(await list({ productId: tea, state: 'paid' })).toEqual([paid.no]);
    expect(await list({ no: sold.no })).toEqual([sold.no]);
    expect(await list({ no: 'NOTHERE' })).toEqual([]);
    expect(await list({ from: '2026-03-03' })).toEqual([nextDay.no]);
    expect(await list({ to: '2026-03-02' })).toEqual(all.slice(1));
    expect(await list({ from: '2026-03-02', to: '2026-03-02', kind: 'mall' })).toEqual([paid.no, placed.no]);
    expect(await list({ from: '2027-01-01' })).toEqual([]);

    const pages: string[] = [];
    let cursor = '';
    do {
      const page = await clerk.call('GET /api/admin/orders', { query: { limit: '1', kind: 'mall', cursor } });
      pages.push(...page.items.map(({ no }) => no));
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(pages).toEqual([nextDay.no, paid.no, placed.no]);
  });
});

describe('one order', () => {
  test('shows its lines, its payment, what the ledger booked, who was rewarded, and its notes', async () => {
    const { no } = await bought(2);
    await clerk.call('POST /api/admin/orders/:no/notes', {
      params: { no },
      body: { text: '客户要求周末送' },
    });
    const found = await detail(no);
    expect(found).toMatchObject({
      order: { no, state: 'paid', settled: true },
      member: { id: buyer.id },
      payment: { state: 'paid', amountFen: 20_000, foundBy: 'notification', billedOn: null },
      lines: [{ line: 0, paidFen: 20_000, leftFen: 20_000, shippedPieces: 0, unsentPieces: 2 }],
      notes: [{ text: '客户要求周末送' }],
      refunds: [],
      parcels: [],
    });
    expect(found.journals.at(-1)).toMatchObject({ event: 'paymentReceived', orderNo: no });
    for (const { postings } of found.journals)
      expect(postings.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    expect(await clerk.fail('GET /api/admin/orders/:no', { params: { no: 'NOTHERE' } })).toEqual({
      status: 404,
      code: 'order_not_found',
    });
  });
});

describe('shipping', () => {
  test('one order in two parcels; the same numbers again change nothing', async () => {
    const { no } = await bought(3);
    const parcel = (number: string, quantity?: number) => ({
      kind: 'express' as const,
      carrier: 'SF' as const,
      number,
      lines: quantity === undefined ? undefined : [{ line: 0, quantity }],
    });
    const ship = (...parcels: ReturnType<typeof parcel>[]) =>
      clerk.call('POST /api/admin/orders/:no/parcels', { params: { no }, body: { parcels } });
    expect(await ship(parcel('SF100001', 1))).toMatchObject({
      order: { state: 'paid' },
      lines: [{ unsentPieces: 2 }],
    });
    expect(await ship(parcel('SF100002'))).toMatchObject({ order: { state: 'shipped' } });
    expect((await ship(parcel('SF100002'))).parcels).toHaveLength(2);
  });

  test('many orders: while one row is wrong nothing is sent, and every row is told what is wrong', async () => {
    const [first, second] = [await bought(), await bought()];
    const unpaid = await shop.place(buyer, mall(await shop.addProduct()));
    const row = (orderNo: string, number: string) => ({ orderNo, carrier: 'ZTO' as const, number });
    const ship = (dryRun: boolean, ...rows: ReturnType<typeof row>[]) =>
      clerk.call('POST /api/admin/orders/ship', { body: { dryRun, rows } });

    const wrong = await ship(
      false,
      row(first.no, 'ZTO10001'),
      row(unpaid.no, 'ZTO10002'),
      row('NOTHERE', 'ZTO10003'),
      row(second.no, 'ZTO10004'),
      row(second.no, 'ZTO10005'),
    );
    expect(wrong).toMatchObject({
      shipped: false,
      rows: [
        { row: 1, ok: true, code: null },
        { row: 2, ok: false, code: 'order_state' },
        { row: 3, ok: false, code: 'order_not_found' },
        { row: 4, ok: false, code: 'bad_request' },
        { row: 5, ok: false, code: 'bad_request' },
      ],
    });
    const right = [row(first.no, 'ZTO10001'), row(second.no, 'ZTO10004')];
    expect(await ship(true, ...right)).toMatchObject({ shipped: false, rows: [{ ok: true }, { ok: true }] });
    for (const { no } of [first, second]) expect((await detail(no)).order.state).toBe('paid');
    expect((await ship(false, ...right)).shipped).toBe(true);
    for (const { no } of [first, second]) expect((await detail(no)).order.state).toBe('shipped');
    // A lost answer: the same again.
    expect((await ship(false, ...right)).shipped).toBe(true);
    expect((await detail(first.no)).parcels).toHaveLength(1);
  });

  test('two clerks who send the last piece at once send it once', async () => {
    const { no } = await bought();
    const clerks = [clerk, await operatorWith(shop, 'owner')];
    const answers = await Promise.all(
      clerks.map((each, index) =>
        each.send('POST /api/admin/orders/:no/parcels', {
          params: { no },
          body: { parcels: [{ kind: 'express', carrier: 'YTO', number: `YT9000${index}` }] },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await detail(no)).parcels).toHaveLength(1);
  });
});

describe('money back without a request', () => {
  const refund = (no: string, amount: number, key?: string) =>
    clerk.send('POST /api/admin/orders/:no/refunds', {
      params: { no },
      headers: keyed(key),
      body: { line: 0, amountFen: fen(amount), text: '少发一份，补偿' },
    });

  test('the shop opens an after-sale and agrees to it; the member is told, and the key makes it once', async () => {
    const { no } = await bought();
    const key = randomUUID();
    const answers = await Promise.all([
      refund(no, 3_000, key),
      refund(no, 3_000, key),
      refund(no, 3_000, key),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await payBack(shop);
    const after = await detail(no);
    expect(after).toMatchObject({
      lines: [{ refundedFen: 3_000, leftFen: 7_000 }],
      afterSales: [{ state: 'refunded', amountFen: 3_000 }],
      refunds: [{ state: 'success' }],
    });
    const { items } = await buyer.call('GET /api/me/messages');
    expect(items.map(({ title }) => title)).toContain('退款成功');
    expect(
      await clerk.fail('POST /api/admin/orders/:no/refunds', {
        params: { no },
        headers: keyed(key),
        body: { line: 0, amountFen: fen(1), text: '另一笔' },
      }),
    ).toEqual({ status: 422, code: 'idempotency_key_reused' });
  });

  test('refunds side by side never give back more than was paid', async () => {
    const { no } = await bought();
    const answers = await Promise.all([6_000, 6_000, 6_000].map((amount) => refund(no, amount)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await payBack(shop);
    expect((await detail(no)).lines[0]?.refundedFen).toBe(6_000);
  });

  test('a preview tells what it does to the rebate', async () => {
    const { no } = await bought();
    const preview = await clerk.call('GET /api/admin/orders/:no/refund-preview', {
      params: { no },
      query: { line: '0', amountFen: '10000' },
    });
    expect(preview).toMatchObject({ line: 0, amountFen: 10_000, entry: { after: { state: 'cancelled' } } });
  });

  test('a promise in its text is refused', async () => {
    const { no } = await bought();
    const answer = await clerk.fail('POST /api/admin/orders/:no/refunds', {
      params: { no },
      headers: keyed(),
      body: { line: 0, amountFen: fen(1), text: '稳赚不赔' },
    });
    expect(answer).toMatchObject({ status: 422, code: 'forbidden_phrase' });
  });
});
