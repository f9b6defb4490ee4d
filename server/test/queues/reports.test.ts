import { ratio } from '@paifan/shared/money/ratio';
import { submittedProposal } from '../support/catalogue';
import { aPayoutOf } from '../support/payables';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let owner: TestOperator;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  shop = await startTestShop();
  owner = await operatorWith(shop, 'owner');
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
});
afterAll(() => shop.stop());

describe('solvency', () => {
  test('adds up all queues, by day and by queue, and counts what needs a person', async () => {
    await shop.publish({ mallSharesQueue: false });
    const [tea, cup] = [await shop.addProduct(), await shop.addProduct()];
    for (const who of [ann, bob]) for (const product of [tea, cup]) await shop.buy(who, mall(product));
    const solvency = await owner.call('GET /api/admin/solvency', { query: { days: '90' } });
    expect(solvency).toMatchObject({
      days: 90,
      totals: {
        inflowFen: 2_000,
        paidFen: 2_000,
        waitingCount: 4,
        outstandingFen: 38_000,
        poolFen: 0,
        coverage: '0.052631',
        queues: 2,
        estimate: { fromDays: 19, toDays: 19 },
      },
      today: { inflowFen: 2_000, joinedCount: 4, payments: 4, paymentsFen: 40_000, refunds: 0 },
      needsPerson: { afterSales: 0, withdrawals: 0, stuckQueues: 0, applications: 0, unsoundBooks: 0 },
    });
    expect(solvency.byDay).toHaveLength(90);
    expect(solvency.byDay.at(-1)).toMatchObject({ day: '2026-03-02', paidFen: 2_000, joinedCount: 4 });
    expect(solvency.byQueue.map(({ outstandingFen }) => outstandingFen)).toEqual([19_000, 19_000]);
  });

  test('counts what waits for somebody: payouts of merchants, proposals of suppliers, books that are not right', async () => {
    const needed = async () => (await owner.call('GET /api/admin/solvency')).needsPerson;
    const none = { payoutsToApprove: 0, payoutsToPay: 0, proposals: 0, unsoundBooks: 0 };
    expect(await needed()).toMatchObject(none);
    const check = async (wrongFen: number): Promise<void> => {
      await shop.db.sequelize.query(
        `UPDATE accounts SET balance = balance + ${wrongFen} WHERE code = 'promotion'`,
      );
      await owner.call('POST /api/admin/book-checks');
      await shop.shop.scheduler.runJob('checkBooks');
    };
    await check(1);
    expect((await needed()).unsoundBooks).toBe(1);
    await check(-1);
    expect((await needed()).unsoundBooks).toBe(0);

    const { payoutId: id } = await aPayoutOf(shop);
    await submittedProposal(shop);
    expect(await needed()).toMatchObject({ ...none, payoutsToApprove: 1, proposals: 1 });
    await owner.call('POST /api/admin/merchant-payouts/:id/approve', { params: { id } });
    expect(await needed()).toMatchObject({ payoutsToApprove: 0, payoutsToPay: 1 });
  });

  test('is for those who may read reports', async () => {
    const clerk = await operatorWith(shop, 'service');
    expect(await clerk.fail('GET /api/admin/solvency')).toMatchObject({ status: 403 });
  });
});

describe('rewards beside the queue', () => {
  test('are listed newest first with who got them and why they wait, by state and by member', async () => {
    await shop.publish({
      referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 2 },
    });
    const guest = await shop.signIn('guest', ann.inviteCode);
    const [first, second] = [
      await shop.buy(guest, mall(await shop.addProduct())),
      await shop.buy(guest, mall(await shop.addProduct())),
    ];
    const all = await owner.call('GET /api/admin/rewards');
    expect(all.items).toMatchObject([
      {
        kindText: '直推奖励',
        amountFen: 500,
        state: 'frozen',
        reason: 'orderNotCompleted',
        orderNo: second.no,
        line: 0,
        member: { id: ann.id },
        buyer: { id: guest.id },
      },
      { orderNo: first.no },
    ]);
    const paged = await owner.call('GET /api/admin/rewards', { query: { limit: '1', state: 'frozen' } });
    const rest = await owner.call('GET /api/admin/rewards', {
      query: { state: 'frozen', memberId: ann.id, cursor: String(paged.next) },
    });
    expect([...paged.items, ...rest.items]).toEqual(all.items);
    expect((await owner.call('GET /api/admin/rewards', { query: { state: 'released' } })).items).toEqual([]);
    expect((await owner.call('GET /api/admin/rewards', { query: { memberId: guest.id } })).items).toEqual([]);
    const clerk = await operatorWith(shop, 'service');
    expect(await clerk.fail('GET /api/admin/rewards')).toMatchObject({ status: 403 });
  });
});
