import { Writable } from 'node:stream';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import type { WithdrawalLimits } from '@paifan/shared/settings/kinds';
import { readBalance } from '../../src/db/ledgerReads';
import { createLogger } from '../../src/log';
import {
  approveWithdrawal,
  readWithdrawalsToReview,
  rejectWithdrawal,
} from '../../src/usecases/wallet/reviewWithdrawal';
import { startTestShop, type Person, type TestShop } from '../support/shop';
import { failToWithdraw, findings, giveCash, takeCash, WIDE, withdraw } from '../support/wallet';

let shop: TestShop;
let people = 0;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());
beforeEach(() => limits({}));
afterEach(async () => expect(await findings(shop)).toEqual([]));

const limits = (changes: Partial<WithdrawalLimits>) => shop.publish({ withdrawal: { ...WIDE, ...changes } });

/** Somebody new with so much cash. */
async function somebodyWith(cashFen: number): Promise<Person> {
  people += 1;
  const person = await shop.signIn(`person${people}`);
  if (cashFen > 0) await giveCash(shop, person.id, cashFen);
  return person;
}
const wallet = async (person: Person) => {
  const { availableFen, reservedFen } = await person.call('GET /api/me/wallet');
  return [availableFen, reservedFen];
};
const one = (person: Person, id: string) =>
  person.call('GET /api/me/withdrawals/:id', { params: { id: id as never } });
const told = async (person: Person) => {
  await shop.settle();
  const { items } = await person.call('GET /api/me/messages');
  return items.map(({ kind }) => kind).reverse();
};
const bill = async (person: Person, balance: string, direction?: 'in' | 'out') =>
  (await person.call('GET /api/me/bill', { query: { balance, ...(direction && { direction }) } })).items.map(
    ({ reason, amount }) => [reason, amount],
  );

test('the whole way: asked for, sent, confirmed in WeChat, paid', async () => {
  await limits({ feeRatio: ratio('0.006') });
  const person = await somebodyWith(10_000);
  const before = { wechat: await readBalance(shop.db, 'wechat'), fees: await readBalance(shop.db, 'fees') };
  const asked = await withdraw(person, 3_333);
  expect(asked).toMatchObject({ amountFen: 3_333, feeFen: 19, receivedFen: 3_314, state: 'approved' });
  expect(await wallet(person)).toEqual([6_667, 3_333]);
  expect((await person.call('GET /api/me/wallet')).withdrawal.open).toMatchObject({ id: asked.id });

  await shop.shop.scheduler.runJob('sendWithdrawals');
  expect(await one(person, asked.id)).toMatchObject({ state: 'waitingConfirm', stateText: '待确认收款' });
  const params = await person.call('POST /api/me/withdrawals/:id/confirm-params', {
    params: { id: asked.id },
  });
  const sheet = shop.simulator.payer.openTransfer(params, person.openid);
  expect(sheet).toMatchObject({ outBillNo: asked.no, amountFen: 3_314, remark: '余额提现' });
  shop.simulator.payer.confirmTransfer(params.package);
  await shop.deliver();

  expect(await one(person, asked.id)).toMatchObject({
    state: 'paid',
    endedAt: shop.clock.now().toISOString(),
  });
  expect(await wallet(person)).toEqual([6_667, 0]);
  expect(await readBalance(shop.db, 'wechat')).toBe(before.wechat + 3_314);
  expect(await readBalance(shop.db, 'fees')).toBe(before.fees + 19);
  expect(await told(person)).toEqual(['withdrawalRequested', 'withdrawalWaiting', 'withdrawalPaid']);
  expect(await bill(person, 'cash')).toEqual([
    ['withdrawalRequested', -3_333],
    ['dividendPaid', 10_000],
  ]);
  expect(await bill(person, 'cash', 'out')).toEqual([['withdrawalRequested', -3_333]]);
  expect(await bill(person, 'cash', 'in')).toEqual([['dividendPaid', 10_000]]);
  expect(await bill(person, 'reserved')).toEqual([
    ['withdrawalPaid', -3_333],
    ['withdrawalRequested', 3_333],
  ]);
});

test('what the member needs to confirm sends it at once, and is the same again for 24 hours', async () => {
  const person = await somebodyWith(1_000);
  const { id } = await withdraw(person, 1_000);
  const params = () => person.call('POST /api/me/withdrawals/:id/confirm-params', { params: { id } });
  const first = await params();
  shop.clock.advance(24 * 3_600_000 - 1_000);
  expect(await params()).toEqual(first);
  shop.clock.advance(1_000);
  expect(await person.fail('POST /api/me/withdrawals/:id/confirm-params', { params: { id } })).toMatchObject({
    status: 409,
    code: 'withdrawal_state',
  });
  await shop.shop.scheduler.runJob('followWithdrawals');
  expect(await one(person, id)).toMatchObject({ state: 'failed', reason: '超过 24 小时未确认收款' });
  expect(await wallet(person)).toEqual([1_000, 0]);
});

describe('what is not allowed', () => {
  test.each<[string, Partial<WithdrawalLimits>, number, object]>([
    [
      'less than the minimum',
      { minFen: 500 },
      499,
      { code: 'withdrawal_limit', details: { limit: 'minFen' } },
    ],
    ['more than there is', {}, 10_001, { code: 'balance_too_low' }],
    [
      'more than a day allows',
      { dailyFen: 5_000 },
      5_001,
      { code: 'withdrawal_limit', details: { limit: 'dailyFen' } },
    ],
    [
      'a day on which none is allowed',
      { dailyCount: 0 },
      500,
      { code: 'withdrawal_limit', details: { limit: 'dailyCount' } },
    ],
    [
      'a large amount without a name',
      { realNameFromFen: 5_000 },
      5_000,
      { code: 'real_name_needed', details: { realNameFromFen: 5_000 } },
    ],
  ])('%s', async (_, changes, amount, expected) => {
    await limits(changes);
    const person = await somebodyWith(10_000);
    expect(await failToWithdraw(person, amount)).toMatchObject({ status: 409, ...expected });
    expect(await wallet(person)).toEqual([10_000, 0]);
  });

  test('anything of a balance that a refund has brought below zero, or that was never there', async () => {
    const person = await somebodyWith(0);
    expect(await failToWithdraw(person, 100)).toMatchObject({ code: 'balance_too_low' });
    await takeCash(shop, person.id, 5_000);
    expect(await failToWithdraw(person, 100)).toMatchObject({ code: 'balance_too_low' });
    expect((await person.call('GET /api/me/wallet')).withdrawal.mostFen).toBe(0);
  });

  test('a second one while the first has not ended', async () => {
    const person = await somebodyWith(10_000);
    await withdraw(person, 500);
    expect(await failToWithdraw(person, 500)).toMatchObject({ status: 409, code: 'withdrawal_open' });
  });

  test('somebody else’s is as if it were not there', async () => {
    const person = await somebodyWith(1_000);
    const other = await somebodyWith(1_000);
    const { id } = await withdraw(person, 1_000);
    const before = await shop.snapshot();
    for (const key of [
      'GET /api/me/withdrawals/:id',
      'POST /api/me/withdrawals/:id/confirm-params',
      'POST /api/me/withdrawals/:id/cancel',
    ] as const) {
      expect(await other.fail(key, { params: { id } })).toEqual({
        status: 404,
        code: 'withdrawal_not_found',
      });
    }
    expect(await other.call('GET /api/me/withdrawals')).toEqual({ items: [], next: null });
    expect(await shop.snapshot()).toEqual(before);
  });
});

test('a day’s limits count what was not returned, and begin anew at midnight in Shanghai', async () => {
  await limits({ dailyFen: 3_000, dailyCount: 2 });
  shop.clock.set(new Date(Date.UTC(2026, 4, 1, 15, 0)));
  const person = await somebodyWith(20_000);
  const most = async () => (await person.call('GET /api/me/wallet')).withdrawal.mostFen;
  const finish = async (id: string) => {
    const params = { params: { id: id as never } };
    const { package: packageInfo } = await person.call('POST /api/me/withdrawals/:id/confirm-params', params);
    shop.simulator.payer.confirmTransfer(packageInfo);
    await shop.deliver();
  };
  await finish((await withdraw(person, 1_000)).id);
  const { id } = await withdraw(person, 2_000);
  await person.call('POST /api/me/withdrawals/:id/cancel', { params: { id } });
  expect(await most()).toBe(2_000);
  await finish((await withdraw(person, 1_500)).id);
  expect(await failToWithdraw(person, 100)).toMatchObject({ details: { limit: 'dailyCount', value: 2 } });
  shop.clock.set(new Date(Date.UTC(2026, 4, 1, 16, 0)));
  expect(await most()).toBe(3_000);
  await withdraw(person, 3_000);
});

describe('a review', () => {
  const review = { by: 'reviewer', reason: '' };

  test('holds what is above the threshold, until somebody lets it go', async () => {
    await limits({ reviewAboveFen: 500 });
    const person = await somebodyWith(1_000);
    const { id, state } = await withdraw(person, 501);
    expect(state).toBe('reviewing');
    await shop.shop.scheduler.runJob('sendWithdrawals');
    expect((await one(person, id)).state).toBe('reviewing');
    expect(
      await person.fail('POST /api/me/withdrawals/:id/confirm-params', { params: { id } }),
    ).toMatchObject({
      code: 'withdrawal_state',
    });
    const { items } = await readWithdrawalsToReview(shop.context, { limit: 10 });
    expect(items.map((row) => row.id)).toContain(id);

    await approveWithdrawal(shop.context, id, review);
    await shop.shop.scheduler.runJob('sendWithdrawals');
    expect((await one(person, id)).state).toBe('waitingConfirm');
    await expect(approveWithdrawal(shop.context, id, review)).rejects.toMatchObject({
      code: 'withdrawal_state',
    });
    expect(await told(person)).toEqual(['withdrawalRequested', 'withdrawalApproved', 'withdrawalWaiting']);
  });

  test('that rejects gives the money back, once, and says why', async () => {
    await limits({ reviewAboveFen: 0 });
    const person = await somebodyWith(1_000);
    const { id } = await withdraw(person, 1_000);
    await expect(rejectWithdrawal(shop.context, id, review)).rejects.toMatchObject({ code: 'bad_request' });
    const decisions = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        rejectWithdrawal(shop.context, id, { by: 'reviewer', reason: '资料不符' }),
      ),
    );
    expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await one(person, id)).toMatchObject({ state: 'rejected', reason: '资料不符' });
    expect(await wallet(person)).toEqual([1_000, 0]);
    expect(await told(person)).toEqual(['withdrawalRequested', 'withdrawalRejected']);
  });

  test('and a member who gives up in the same moment: one of them wins', async () => {
    await limits({ reviewAboveFen: 0 });
    const person = await somebodyWith(1_000);
    const { id } = await withdraw(person, 1_000);
    await Promise.allSettled([
      rejectWithdrawal(shop.context, id, { by: 'reviewer', reason: '资料不符' }),
      person.send('POST /api/me/withdrawals/:id/cancel', { params: { id } }),
    ]);
    expect(['rejected', 'cancelled']).toContain((await one(person, id)).state);
    expect(await wallet(person)).toEqual([1_000, 0]);
  });

  test('of a withdrawal that is not there', async () => {
    await expect(approveWithdrawal(shop.context, '999999' as never, review)).rejects.toMatchObject({
      code: 'withdrawal_not_found',
    });
  });
});

describe('asked for many times at once', () => {
  test('with one key it is one', async () => {
    const person = await somebodyWith(100_000);
    const key = 'the-same-key-always';
    const answers = await Promise.all(Array.from({ length: 50 }, () => withdraw(person, 1_000, { key })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await wallet(person)).toEqual([99_000, 1_000]);
    expect(
      await person.fail('POST /api/me/withdrawals', {
        body: { amountFen: fen(1_001) },
        headers: { 'Idempotency-Key': key },
      }),
    ).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  test('with 50 keys one is open, and the others are told so', async () => {
    const person = await somebodyWith(100_000);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => withdraw(person, 2_000)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await wallet(person)).toEqual([98_000, 2_000]);
    expect((await person.call('GET /api/me/withdrawals')).items).toHaveLength(1);
  });
});

describe('a real name', () => {
  const NAME = '欧阳明月';

  test.each(['certificate', 'publicKey'] as const)(
    'reaches WeChat Pay, and nobody else (%s)',
    async (mode) => {
      let lines = '';
      const destination = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          lines += chunk.toString();
          done();
        },
      });
      const named = await startTestShop({ mode, logger: createLogger('trace', { destination }) });
      try {
        await named.publish({ withdrawal: { ...WIDE, realNameFromFen: 1_000 } });
        const person = await named.signIn('named');
        await giveCash(named, person.id, 10_000);
        const { id, no } = await withdraw(person, 5_000, { realName: NAME });
        const stored = await named.db.withdrawals.findByPk(id, { rejectOnEmpty: true });
        expect(stored.nameCiphertext).not.toBeNull();
        const params = await person.call('POST /api/me/withdrawals/:id/confirm-params', { params: { id } });
        expect(named.simulator.box.state.transfers.get(no)?.request).toContain(NAME);
        expect(JSON.stringify(await named.snapshot())).not.toContain(NAME);
        named.simulator.payer.confirmTransfer(params.package);
        await named.deliver();
        await stored.reload();
        expect(stored).toMatchObject({
          state: 'paid',
          nameSerial: null,
          nameCiphertext: null,
          packageInfo: null,
        });
        expect(lines).toContain('/api/me/withdrawals');
        expect(lines).not.toContain(NAME);
        expect(await findings(named)).toEqual([]);
      } finally {
        await named.stop();
      }
    },
  );

  test('that is not asked for is not kept, not even encrypted', async () => {
    const person = await somebodyWith(1_000);
    const { id } = await withdraw(person, 1_000, { realName: NAME });
    const stored = await shop.db.withdrawals.findByPk(id, { rejectOnEmpty: true });
    expect(stored).toMatchObject({ nameSerial: null, nameCiphertext: null });
  });
});
