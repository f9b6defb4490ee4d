import { createScheduler } from '../../src/jobs/scheduler';
import { JOBS } from '../../src/jobs/jobs';
import { oneByOne } from '../../src/jobs/oneByOne';
import { createLogger } from '../../src/log';
import { Cron } from 'croner';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const MINUTE = 60_000;
const TEMPLATE = 'a-template-of-wechat';

let shop: TestShop;
let buyer: Person;
beforeAll(async () => {
  const fields = { thing1: 'title', amount2: 'amount', time3: 'time', thing4: 'body' };
  shop = await startTestShop({
    config: { wechat: { timeoutMs: 1000, messageTemplates: { orderPaid: { id: TEMPLATE, fields } } } },
  });
  buyer = await shop.signIn('buyer');
});
afterAll(() => shop.stop());
afterEach(() => shop.simulator.behave());

describe('the scheduler', () => {
  test.each(Object.entries(JOBS))('%s has a schedule that the clockwork understands', (_, { schedule }) => {
    const next = new Cron(schedule, { paused: true, timezone: 'Asia/Shanghai' }).nextRuns(2);
    expect(next).toHaveLength(2);
  });

  test('lets two processes run a job one after the other, never at once', async () => {
    const other = createScheduler(shop.context);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const spy = jest.spyOn(shop.db.refunds, 'findAll').mockImplementationOnce(async () => {
      await held;
      return [];
    });
    const first = shop.shop.scheduler.runJob('refundPayments');
    while (spy.mock.calls.length === 0) await new Promise(setImmediate);
    expect(await other.runJob('refundPayments')).toBe(false);
    expect(await other.runJob('deliverOutbox')).toBe(true);
    release();
    expect(await first).toBe(true);
    expect(await other.runJob('refundPayments')).toBe(true);
    spy.mockRestore();
  });

  test('takes a job over from a process that died', async () => {
    await shop.db.jobRuns.upsert({
      name: 'releaseRewards',
      leaseOwner: 'dead',
      leaseUntil: new Date(shop.clock.now().getTime() + 10 * MINUTE),
    });
    expect(await shop.shop.scheduler.runJob('releaseRewards')).toBe(false);
    shop.clock.advance(10 * MINUTE);
    expect(await shop.shop.scheduler.runJob('releaseRewards')).toBe(true);
  });

  test('notes what went wrong, and runs the job again next time', async () => {
    const spy = jest.spyOn(shop.db.refunds, 'findAll').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(shop.shop.scheduler.runJob('refundPayments')).rejects.toThrow('the disk is full');
    spy.mockRestore();
    const run = () => shop.db.jobRuns.findByPk('refundPayments', { rejectOnEmpty: true });
    expect(await run()).toMatchObject({ leaseOwner: null, error: 'the disk is full' });
    expect(await shop.shop.scheduler.runJob('refundPayments')).toBe(true);
    expect(await run()).toMatchObject({ leaseOwner: null, error: null, finishedAt: shop.clock.now() });
  });

  test('starts, and stops with nothing left running', async () => {
    const scheduler = createScheduler(shop.context);
    scheduler.start();
    await scheduler.stop();
  });
});

describe('work on many items', () => {
  const items = Array.from({ length: 10 }, (_, index) => ({ id: String(index) }));
  const logger = createLogger('silent');

  test('goes on after one that fails, or throws', async () => {
    const done: string[] = [];
    await oneByOne(logger, items, async ({ id }) => {
      if (id === '3') throw new Error('this one');
      done.push(id);
      return id !== '5';
    });
    expect(done).toEqual(['0', '1', '2', '4', '5', '6', '7', '8', '9']);
  });

  test('ends where nothing works any more', async () => {
    let tried = 0;
    await oneByOne(logger, items, async () => {
      tried += 1;
      return false;
    });
    expect(tried).toBe(5);
  });
});

describe('the outbox', () => {
  const buyOne = async () => shop.buy(buyer, mall(await shop.addProduct()));
  const outbox = (kind: string) =>
    shop.db.outbox.findOne({ where: { kind }, order: [['id', 'DESC']], rejectOnEmpty: true });
  const sent = () =>
    [...shop.simulator.box.state.sentMessages].filter(({ openid }) => openid === buyer.openid);

  test('reaches the inbox, and WeChat where the member accepted it', async () => {
    shop.simulator.payer.acceptSubscription(buyer.openid, [TEMPLATE]);
    const { no } = await buyOne();
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({
      templateId: TEMPLATE,
      page: `packages/orders/detail/index?no=${no}`,
      data: {
        thing1: '支付成功',
        amount2: '100.00',
        time3: '2026-03-02 10:10',
        thing4: `订单 ${no}`.slice(0, 20),
      },
    });
    const { items } = await buyer.call('GET /api/me/messages');
    expect(items.map(({ kind }) => kind)).toEqual(['joined', 'orderPaid']);
  });

  test('that the member did not ask WeChat for it is normal', async () => {
    await buyOne();
    expect(sent()).toHaveLength(1);
    expect(await outbox('orderPaid')).toMatchObject({ nextTryAt: null, attempts: 1, error: null });
  });

  test('is tried again where WeChat does not answer, and the inbox has it once', async () => {
    shop.simulator.payer.acceptSubscription(buyer.openid, [TEMPLATE]);
    shop.simulator.misbehave({ on: 'api', path: '/cgi-bin/message', fault: 'disconnect', times: 1 });
    await buyOne();
    expect(sent()).toHaveLength(1);
    expect(await outbox('orderPaid')).toMatchObject({
      attempts: 1,
      nextTryAt: new Date(shop.clock.now().getTime() + MINUTE),
    });
    const inbox = async () =>
      (await buyer.call('GET /api/me/messages', { query: { limit: '50' } })).items.length;
    const before = await inbox();
    shop.clock.advance(MINUTE);
    await shop.shop.scheduler.runJob('deliverOutbox');
    expect(sent()).toHaveLength(2);
    expect(await inbox()).toBe(before);
    expect(await outbox('orderPaid')).toMatchObject({ nextTryAt: null });
  });

  test('gives WeChat up after five times', async () => {
    shop.simulator.misbehave({ on: 'api', path: '/cgi-bin/message', fault: 'disconnect' });
    await buyOne();
    for (let hour = 0; hour < 6; hour += 1) {
      shop.clock.advance(60 * MINUTE);
      await shop.shop.scheduler.runJob('deliverOutbox');
    }
    const error = expect.any(String);
    expect(await outbox('orderPaid')).toMatchObject({ nextTryAt: null, attempts: 5, error });
  });

  test('asks WeChat a few times where it does not answer, and every inbox has its message all the same', async () => {
    const inbox = () => shop.db.messages.count({ where: { memberId: buyer.id, kind: 'orderPaid' } });
    const before = await inbox();
    const now = shop.clock.now();
    const payload = { orderId: '1', orderNo: '20260302ABCDEF', amountFen: 1 };
    const row = { kind: 'orderPaid', memberId: buyer.id, payload, createdAt: now, nextTryAt: now };
    await shop.db.outbox.bulkCreate(Array.from({ length: 8 }, () => row));
    shop.simulator.misbehave({ on: 'api', path: '/cgi-bin/message', fault: 'disconnect' });
    const spy = jest.spyOn(shop.context.wechat, 'sendSubscribeMessage');
    await shop.shop.scheduler.runJob('deliverOutbox');
    expect(spy).toHaveBeenCalledTimes(5);
    spy.mockRestore();
    expect(await inbox()).toBe(before + 8);
    const waiting = await shop.db.outbox.findAll({ order: [['id', 'DESC']], limit: 8 });
    expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
    for (const { nextTryAt } of waiting) expect(nextTryAt).toEqual(new Date(now.getTime() + MINUTE));
    shop.simulator.behave();
    shop.clock.advance(MINUTE);
    await shop.shop.scheduler.runJob('deliverOutbox');
  });

  test('a message that cannot be read does not keep the others waiting', async () => {
    const now = shop.clock.now();
    await shop.db.outbox.create({
      kind: 'nonsense',
      memberId: buyer.id,
      payload: {},
      createdAt: now,
      nextTryAt: now,
    });
    await buyOne();
    expect(await outbox('nonsense')).toMatchObject({ nextTryAt: null });
    expect(await outbox('joined')).toMatchObject({ nextTryAt: null });
  });
});
