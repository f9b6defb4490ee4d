import { z } from 'zod';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { queueKey } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { seededChance } from '../../src/demo/random';
import { fenColumn } from '../../src/db/columns';
import { queryOne } from '../../src/db/query';
import { mergeQueues } from '../support/mergeQueues';
import { asking, expectCleanBooks, refund } from '../support/afterSale';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

type Preview = ResponseOf<'GET /api/orders/:no/refund-preview'>;

let shop: TestShop;
beforeEach(async () => {
  shop = await startTestShop();
});
afterEach(async () => {
  await expectCleanBooks(shop);
  await shop.stop();
});

const preview = (buyer: Person, no: string, line: number, amountFen: number): Promise<Preview> =>
  buyer.call('GET /api/orders/:no/refund-preview', {
    params: { no },
    query: { line: String(line), amountFen: String(amountFen) },
  });

const figuresRow = z.object({
  state: z.string().nullable(),
  entitled_fen: fenColumn.nullable(),
  brought_amount: fenColumn.nullable(),
  contributed_fen: fenColumn,
  cash_fen: fenColumn,
  others_fen: fenColumn,
});

/** What a refund can change, as it stands in the tables. */
async function figuresOf(buyer: Person, no: string, line: number): Promise<z.output<typeof figuresRow>> {
  const found = await queryOne(
    shop.db,
    `SELECT e.state, e.entitled_fen, e.brought_amount, l.contributed_fen,
       COALESCE((SELECT balance FROM accounts WHERE code = :cash), 0) AS cash_fen,
       COALESCE((SELECT SUM(amount_fen) FROM rewards r
                 WHERE r.order_id = o.id AND r.line_no = l.line_no AND r.member_id <> o.member_id), 0) AS others_fen
     FROM orders o JOIN order_lines l ON l.order_id = o.id
     LEFT JOIN entries e ON e.order_id = l.order_id AND e.line_no = l.line_no
     WHERE o.no = :no AND l.line_no = :line`,
    { no, line, cash: `member:${buyer.id}:cash` },
    figuresRow,
  );
  if (found === null) throw new Error(`order ${no} has no line ${line}`);
  return found;
}

/** Gives an entry up, as its member would. */
async function exchange(no: string): Promise<void> {
  await shop.db.sequelize.query(
    `INSERT INTO settlement_tasks (queue_key, kind, cause, payload, at)
     SELECT l.queue_key, 'exchange', CONCAT('exchange ', o.no),
       JSON_OBJECT('entry', CONCAT(o.id, '/0'), 'asset', 'points'), :at
     FROM orders o JOIN order_lines l ON l.order_id = o.id AND l.line_no = 0 WHERE o.no = :no`,
    { replacements: { no, at: shop.clock.now().toISOString().slice(0, 23).replace('T', ' ') } },
  );
  await shop.settle();
}

/** What the previews of the histories showed, so that none of it is only compared with nothing. */
const seen = { takenBack: 0, brought: 0, withdrawn: 0, others: 0, cancelled: 0 };

function see({ takenBackFen, contributionWithdrawnFen, othersRewardsFen, entry }: Preview): void {
  seen.takenBack += Number(takenBackFen > 0);
  seen.withdrawn += Number(contributionWithdrawnFen > 0);
  seen.others += Number(othersRewardsFen > 0);
  seen.brought += Number(entry?.before.brought?.amount !== entry?.after.brought?.amount);
  seen.cancelled += Number(entry?.after.state === 'cancelled');
}

const referral = { directRatio: ratio('0.05'), indirectRatio: ratio('0.02'), freezeDays: 7 };
const HISTORIES: readonly (readonly [string, number, Partial<PlatformSettings>])[] = [
  ['settled on payment', 11, { extractionRatio: ratio('0.65'), entitlementRatio: ratio('1.3') }],
  [
    'settled on completion, with a queue for each product',
    12,
    { settleOn: 'completed', extractionRatio: ratio('0.5'), mallSharesQueue: false },
  ],
  [
    'with rewards, and exchanges',
    13,
    {
      extractionRatio: ratio('0.4'),
      referral,
      exchange: { points: { ratio: ratio('2') } } as PlatformSettings['exchange'],
    },
  ],
  [
    'a pool that carries, capped at the profit',
    14,
    { unclaimed: 'carry', extractionRatio: ratio('0.6'), capAtProfit: true, referral },
  ],
];

test.each(HISTORIES)(
  'a preview is what then happens, to the fen: %s (seed %d)',
  async (_, seed, settings) => {
    const random = seededChance(seed);
    await shop.publish(settings);
    const first = await shop.signIn('a');
    const second = await shop.signIn('b', first.inviteCode);
    const third = await shop.signIn('c', second.inviteCode);
    const people = [first, second, third];
    const products = [
      await shop.addProduct({ priceFen: fen(9_990), costFen: fen(3_333) }),
      await shop.addProduct({ priceFen: fen(16_800), costFen: fen(15_001) }),
    ];
    const orders: { buyer: Person; no: string }[] = [];
    for (let index = 0; index < 10; index += 1) {
      const buyer = people[random.below(people.length)] ?? first;
      const items = products.map((productId) => ({ productId, quantity: 1 + random.below(2) }));
      const { no } = await shop.buy(buyer, { kind: 'mall', items });
      orders.push({ buyer, no });
      if (random.below(2) === 0) await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
      if (settings.exchange && random.below(3) === 0) await exchange(no);
      await shop.settle();
    }
    for (let index = 0; index < 8; index += 1) {
      const { buyer, no } = orders[random.below(orders.length)] ?? { buyer: first, no: '' };
      const line = random.below(2);
      const found = await buyer.call('GET /api/orders/:no/after-sales', { params: { no } });
      const leftFen = found.lines[line]?.leftFen ?? 0;
      if (leftFen === 0) continue;
      const amountFen = random.below(3) === 0 ? leftFen : 1 + random.below(leftFen);
      const before = await figuresOf(buyer, no, line);
      const expected = await preview(buyer, no, line, amountFen);
      see(expected);
      expect(await figuresOf(buyer, no, line)).toEqual(before);
      expect(await refund(shop, buyer, no, asking(amountFen, { line }))).toMatchObject({ state: 'refunded' });
      const after = await figuresOf(buyer, no, line);
      expect(expected).toMatchObject({
        cashBeforeFen: before.cash_fen,
        cashAfterFen: after.cash_fen,
        contributionWithdrawnFen: before.contributed_fen - after.contributed_fen,
        othersRewardsFen: before.others_fen - after.others_fen,
        entry:
          after.state === null
            ? null
            : {
                before: entryOf(before),
                after: entryOf(after),
              },
      });
    }
  },
);

const entryOf = ({ state, entitled_fen, brought_amount }: z.output<typeof figuresRow>) => ({
  state,
  entitledFen: entitled_fen,
  brought: brought_amount === null ? null : { balance: 'points', amount: brought_amount },
});

test('these histories have all of it: cash, points, contributions, rewards of others, entries that end', () => {
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
});

test('a line whose queue was merged into another is previewed where it stands now', async () => {
  await shop.publish({ mallSharesQueue: false, extractionRatio: ratio('0.5') });
  const productId = await shop.addProduct();
  const a = await shop.signIn('a');
  const b = await shop.signIn('b');
  const { no } = await shop.buy(a, mall(productId));
  await shop.buy(b, mall(productId));
  await mergeQueues(shop.context, { target: queueKey('mall'), from: [queueKey(`product:${productId}`)] });
  await shop.settle();
  const expected = await preview(a, no, 0, 7_000);
  expect(expected).toMatchObject({ takenBackFen: 2_000, cashAfterFen: 3_000 });
  await refund(shop, a, no, asking(7_000));
  expect(await figuresOf(a, no, 0)).toMatchObject({
    state: expected.entry?.after.state,
    entitled_fen: expected.entry?.after.entitledFen,
    cash_fen: 3_000,
  });
});

test('what was received beyond the new entitlement is told to come from the cash, which may go below zero', async () => {
  await shop.publish({ extractionRatio: ratio('0.65'), entitlementRatio: ratio('1.3') });
  const productId = await shop.addProduct({ priceFen: fen(16_800) });
  const a = await shop.signIn('a');
  const b = await shop.signIn('b');
  const { no } = await shop.buy(a, mall(productId));
  await shop.buy(b, mall(productId));
  expect(await preview(a, no, 0, 16_800)).toMatchObject({
    takenBackFen: 10_920,
    cashBeforeFen: 10_920,
    cashAfterFen: 0,
    contributionWithdrawnFen: 0,
    entry: {
      before: { state: 'waiting', entitledFen: 21_840 },
      after: { state: 'cancelled', entitledFen: 0 },
    },
  });
});

describe('a preview is refused', () => {
  test('to nobody and to others, for what is not there, and for more than is left', async () => {
    const a = await shop.signIn('a');
    const b = await shop.signIn('b');
    const { no } = await shop.place(a, mall(await shop.addProduct()));
    const ask = (person: Person, line: string, amountFen: string) =>
      person.fail('GET /api/orders/:no/refund-preview', { params: { no }, query: { line, amountFen } });
    expect(await ask(a, '0', '1')).toMatchObject({ status: 409, code: 'order_state' });
    await shop.pay(a, no);
    await shop.deliver();
    expect(await ask(a, '0', '1')).toMatchObject({ status: 409, code: 'settlement_pending' });
    await shop.settle();
    expect(await ask(b, '0', '1')).toMatchObject({ status: 404, code: 'order_not_found' });
    expect(await ask(a, '1', '1')).toMatchObject({ status: 404, code: 'order_line_not_found' });
    expect(await ask(a, '0', '10001')).toMatchObject({
      code: 'refund_exceeds',
      details: { leftFen: 10_000 },
    });
    expect(await ask(a, '0', '0')).toMatchObject({ status: 400, code: 'bad_request' });
    expect(await ask(a, 'x', '1')).toMatchObject({ status: 400, code: 'bad_request' });
  });
});
