import type { SignedNotice } from '../../src/simulator/notices';
import { advanceWithdrawal } from '../../src/usecases/wallet/advanceWithdrawal';
import { startTestShop, type Person, type TestShop } from '../support/shop';
import { findings, giveCash, WIDE, withdraw } from '../support/wallet';

const MINUTE = 60_000;
const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';

let shop: TestShop;
let people = 0;
beforeAll(async () => {
  shop = await startTestShop({ config: { wechat: { timeoutMs: 1_000 } } });
  await shop.publish({ withdrawal: WIDE });
});
afterAll(() => shop.stop());
afterEach(async () => {
  shop.simulator.behave();
  shop.simulator.box.state.notices.clear();
  jest.restoreAllMocks();
  expect(await findings(shop)).toEqual([]);
});

/** Somebody new who has 10.00 yuan and wants all of it. */
async function ask() {
  people += 1;
  const person = await shop.signIn(`person${people}`);
  await giveCash(shop, person.id, 1_000);
  const { id, no } = await withdraw(person, 1_000);
  return { person, id, no, params: { params: { id } } };
}
/** And whom WeChat Pay has asked to confirm it. */
async function askAndSend() {
  const asked = await ask();
  const params = await asked.person.call('POST /api/me/withdrawals/:id/confirm-params', asked.params);
  return { ...asked, packageInfo: params.package };
}
type Asked = Awaited<ReturnType<typeof ask>>;

const stand = async ({ person, params }: Asked) => {
  const { state } = await person.call('GET /api/me/withdrawals/:id', params);
  const { availableFen, reservedFen } = await person.call('GET /api/me/wallet');
  return [state, availableFen, reservedFen];
};
const PAID = ['paid', 0, 0];
const FAILED = ['failed', 1_000, 0];
const CANCELLED = ['cancelled', 1_000, 0];

const run = async (...jobs: Parameters<TestShop['shop']['scheduler']['runJob']>[0][]) => {
  for (const job of jobs) await shop.shop.scheduler.runJob(job);
};
const after = async (minutes: number) => {
  shop.clock.advance(minutes * MINUTE);
  await run('sendWithdrawals', 'followWithdrawals');
};
const post = async ({ headers, body }: SignedNotice) => {
  const response = await fetch(`${shop.url}/pay/wechat/notify`, {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
  });
  return response.status;
};
const told = async (person: Person) => {
  await shop.settle();
  return (await person.call('GET /api/me/messages')).items.map(({ kind }) => kind);
};
const transfersOf = ({ openid }: Person) =>
  [...shop.simulator.box.state.transfers.values()].filter((transfer) => transfer.openid === openid);

describe('when WeChat Pay does not answer', () => {
  test.each(['disconnect', 'timeout'] as const)(
    'but did what was asked (%s), the same transfer is found and handed to the member',
    async (fault) => {
      const asked = await ask();
      shop.simulator.misbehave({ on: 'api', path: BILLS, fault, carriedOut: true, times: 1 });
      expect(await asked.person.fail('POST /api/me/withdrawals/:id/confirm-params', asked.params)).toEqual({
        status: 503,
        code: 'wechat_unavailable',
      });
      expect(await stand(asked)).toEqual(['sent', 0, 1_000]);
      await after(1);
      expect(await stand(asked)).toEqual(['waitingConfirm', 0, 1_000]);
      const { package: packageInfo } = await asked.person.call(
        'POST /api/me/withdrawals/:id/confirm-params',
        asked.params,
      );
      shop.simulator.payer.confirmTransfer(packageInfo);
      await shop.deliver();
      expect(await stand(asked)).toEqual(PAID);
      expect(transfersOf(asked.person)).toHaveLength(1);
    },
  );

  test('and did nothing, it is asked again with the same number', async () => {
    const asked = await ask();
    shop.simulator.misbehave({ on: 'api', path: BILLS, fault: 'disconnect', times: 2 });
    await run('sendWithdrawals');
    await after(1);
    expect(await stand(asked)).toEqual(['sent', 0, 1_000]);
    await after(1);
    expect(await stand(asked)).toEqual(['waitingConfirm', 0, 1_000]);
    expect(transfersOf(asked.person).map(({ outBillNo }) => outBillNo)).toEqual([asked.no]);
  });

  test.each(['unsigned', 'probe', 'tamper', 'expired'] as const)(
    'or its answer does not verify (%s), nothing is concluded',
    async (fault) => {
      const asked = await ask();
      shop.simulator.misbehave({ on: 'api', path: BILLS, fault, times: 1 });
      await run('sendWithdrawals');
      expect(await stand(asked)).toEqual(['sent', 0, 1_000]);
      await after(1);
      expect(await stand(asked)).toEqual(['waitingConfirm', 0, 1_000]);
      expect(transfersOf(asked.person)).toHaveLength(1);
    },
  );
});

describe('a process that dies', () => {
  test('before it has asked WeChat Pay leaves a withdrawal that a job sends', async () => {
    const asked = await ask();
    jest.spyOn(shop.context.wechat, 'createTransfer').mockRejectedValueOnce(new Error('killed'));
    await expect(advanceWithdrawal(shop.context, asked.id)).rejects.toThrow('killed');
    expect(await stand(asked)).toEqual(['sent', 0, 1_000]);
    await after(1);
    expect(await stand(asked)).toEqual(['waitingConfirm', 0, 1_000]);
  });

  test('after WeChat Pay has answered leaves one that is asked about, and is transferred once', async () => {
    const asked = await ask();
    const { wechat } = shop.context;
    const create = wechat.createTransfer.bind(wechat);
    jest.spyOn(wechat, 'createTransfer').mockImplementationOnce(async (request) => {
      await create(request);
      throw new Error('killed');
    });
    await expect(advanceWithdrawal(shop.context, asked.id)).rejects.toThrow('killed');
    await after(1);
    expect(await stand(asked)).toEqual(['waitingConfirm', 0, 1_000]);
    expect(transfersOf(asked.person)).toHaveLength(1);
  });
});

describe('a refusal of WeChat Pay', () => {
  test('that may pass is waited out: the account is topped up, and the money goes out', async () => {
    const asked = await ask();
    const refusal = { status: 403, code: 'NOT_ENOUGH' };
    shop.simulator.misbehave({ on: 'api', path: BILLS, fault: 'error', ...refusal });
    await run('sendWithdrawals');
    for (let minute = 0; minute < 30; minute += 1) await after(1);
    expect(await stand(asked)).toEqual(['sent', 0, 1_000]);
    shop.simulator.behave();
    await after(30);
    expect(await stand(asked)).toEqual(['waitingConfirm', 0, 1_000]);
  });

  test('that is final gives the money back, as soon as it is certain that none goes out', async () => {
    const asked = await ask();
    const refusal = { status: 400, code: 'PARAM_ERROR' };
    shop.simulator.misbehave({ on: 'api', path: BILLS, fault: 'error', ...refusal, times: 1 });
    await run('sendWithdrawals');
    expect(await stand(asked)).toEqual(['cancelling', 0, 1_000]);
    await after(9);
    expect(await stand(asked)).toEqual(['cancelling', 0, 1_000]);
    await after(2);
    expect(await stand(asked)).toEqual(FAILED);
    expect(transfersOf(asked.person)).toEqual([]);
  });

  test('after an answer that was lost: the transfer that stands is cancelled first', async () => {
    const asked = await ask();
    shop.simulator.misbehave({ on: 'api', path: BILLS, fault: 'disconnect', carriedOut: true, times: 1 });
    await run('sendWithdrawals');
    // Asked how it stands, WeChat Pay says that it waits; asked for the package, that it will not have it.
    const { wechat } = shop.context;
    const refused = { kind: 'refused', code: 'INVALID_REQUEST', message: '', status: 400 } as const;
    jest.spyOn(wechat, 'createTransfer').mockResolvedValueOnce(refused);
    await after(1);
    expect(await stand(asked)).toEqual(['cancelling', 0, 1_000]);
    await after(1);
    await shop.deliver();
    expect(await stand(asked)).toEqual(FAILED);
  });

  test('of the transfer itself (a wrong name) returns the money and says why', async () => {
    const asked = await ask();
    shop.simulator.misbehave({ on: 'transfer', fault: 'FAIL', reason: 'NAME_NOT_CORRECT', times: 1 });
    await run('sendWithdrawals');
    expect(await stand(asked)).toEqual(FAILED);
    const { reason } = await asked.person.call('GET /api/me/withdrawals/:id', asked.params);
    expect(reason).toBe('姓名与微信实名不一致');
    await shop.deliver();
    expect(await stand(asked)).toEqual(FAILED);
    expect(await told(asked.person)).toEqual(['withdrawalFailed', 'withdrawalRequested']);
  });
});

test('a transfer that WeChat Pay works on for a while is handed to the member when it is ready', async () => {
  const asked = await ask();
  shop.simulator.misbehave({ on: 'transfer', fault: 'PROCESSING' });
  await run('sendWithdrawals');
  await after(1);
  expect(await stand(asked)).toEqual(['sent', 0, 1_000]);
  shop.simulator.behave();
  await shop.deliver();
  await after(1);
  expect(await stand(asked)).toEqual(['waitingConfirm', 0, 1_000]);
});

describe('a notification', () => {
  const confirmed = async () => {
    const asked = await askAndSend();
    shop.simulator.payer.confirmTransfer(asked.packageInfo);
    shop.simulator.misbehave({ on: 'notification', fault: 'lose' });
    await shop.deliver();
    shop.simulator.behave();
    return asked;
  };

  test('that comes 50 times at once is recorded once', async () => {
    const asked = await confirmed();
    const notices = Array.from({ length: 50 }, () => shop.simulator.transferNotificationFor(asked.no));
    expect(new Set(await Promise.all(notices.map(post)))).toEqual(new Set([200]));
    expect(await stand(asked)).toEqual(PAID);
    expect(await told(asked.person)).toEqual(['withdrawalPaid', 'withdrawalWaiting', 'withdrawalRequested']);
    const seen = await shop.db.notifications.findOne({ where: { kind: 'transfer', reference: asked.no } });
    expect(seen?.times).toBe(50);
  });

  test('of a failure that comes 50 times, beside the jobs, returns the money once', async () => {
    const asked = await askAndSend();
    shop.clock.advance(24 * 60 * MINUTE);
    shop.simulator.misbehave({ on: 'notification', fault: 'lose' });
    await shop.deliver();
    shop.simulator.behave();
    const notices = Array.from({ length: 50 }, () => shop.simulator.transferNotificationFor(asked.no));
    await Promise.all([
      ...notices.map(post),
      advanceWithdrawal(shop.context, asked.id),
      run('followWithdrawals'),
    ]);
    expect(await stand(asked)).toEqual(FAILED);
  });

  test('that is lost is made good by asking', async () => {
    const asked = await confirmed();
    await after(1);
    expect(await stand(asked)).toEqual(PAID);
  });

  test.each([
    ['of another merchant', 'mchid', 422],
    ['with another amount', 'totalFen', 422],
    ['of another person', 'currency', 422],
    ['of a transfer that is not ours', 'outTradeNo', 404],
    ['of a transfer that has not ended', 'tradeState', 400],
  ] as const)('%s changes nothing', async (_, wrong, status) => {
    const asked = await confirmed();
    const before = await shop.snapshot();
    expect(await post(shop.simulator.transferNotificationFor(asked.no, { wrong }))).toBe(status);
    expect(await shop.snapshot()).toEqual(before);
  });

  test.each(['body', 'ciphertext', 'signature', 'timestamp', 'nonce'] as const)(
    'that was tampered with (%s) changes nothing',
    async (tamper) => {
      const asked = await confirmed();
      const before = await shop.snapshot();
      expect(await post(shop.simulator.transferNotificationFor(asked.no, { tamper }))).toBeGreaterThanOrEqual(
        400,
      );
      expect(await shop.snapshot()).toEqual(before);
    },
  );

  test('that contradicts an end is refused, and told to somebody', async () => {
    const asked = await confirmed();
    await post(shop.simulator.transferNotificationFor(asked.no));
    const transfer = shop.simulator.box.state.transfers.get(asked.no);
    if (transfer) transfer.state = 'FAIL';
    expect(await post(shop.simulator.transferNotificationFor(asked.no))).toBe(422);
    expect(await stand(asked)).toEqual(PAID);
  });
});

describe('cancelling', () => {
  const cancel = ({ person, params }: Asked) => person.call('POST /api/me/withdrawals/:id/cancel', params);

  test('before it is sent ends it at once; repeating it changes nothing', async () => {
    const asked = await ask();
    expect(await cancel(asked)).toMatchObject({ state: 'cancelled' });
    expect(await cancel(asked)).toMatchObject({ state: 'cancelled' });
    expect(await stand(asked)).toEqual(CANCELLED);
    await run('sendWithdrawals');
    expect(transfersOf(asked.person)).toEqual([]);
  });

  test('after that waits for WeChat Pay to have cancelled', async () => {
    const asked = await askAndSend();
    expect(await cancel(asked)).toMatchObject({ state: 'cancelling' });
    expect(await stand(asked)).toEqual(['cancelling', 0, 1_000]);
    expect(
      await asked.person.fail('POST /api/me/withdrawals/:id/confirm-params', asked.params),
    ).toMatchObject({ code: 'withdrawal_state' });
    await shop.deliver();
    expect(await stand(asked)).toEqual(CANCELLED);
  });

  test('in the moment in which the member confirms: what WeChat Pay says holds', async () => {
    const asked = await askAndSend();
    shop.simulator.payer.confirmTransfer(asked.packageInfo);
    await cancel(asked);
    await shop.deliver();
    expect(await stand(asked)).toEqual(PAID);
    expect(await asked.person.fail('POST /api/me/withdrawals/:id/cancel', asked.params)).toMatchObject({
      status: 409,
      code: 'withdrawal_state',
    });
  });

  test('one that WeChat Pay has not heard of returns the money when it cannot hear of it any more', async () => {
    const asked = await ask();
    shop.simulator.misbehave({ on: 'api', path: BILLS, fault: 'disconnect', times: 1 });
    await run('sendWithdrawals');
    await cancel(asked);
    await after(9);
    expect(await stand(asked)).toEqual(['cancelling', 0, 1_000]);
    await after(5);
    expect(await stand(asked)).toEqual(CANCELLED);
    expect(transfersOf(asked.person)).toEqual([]);
  });

  test('while WeChat Pay does not answer is taken up by a job', async () => {
    const asked = await askAndSend();
    shop.simulator.misbehave({ on: 'api', path: BILLS, fault: 'disconnect' });
    expect(await cancel(asked)).toMatchObject({ state: 'cancelling' });
    shop.simulator.behave();
    await after(1);
    await shop.deliver();
    expect(await stand(asked)).toEqual(CANCELLED);
  });
});

test('50 requests to confirm, beside the jobs: one transfer, one package', async () => {
  const asked = await ask();
  const answers = await Promise.all([
    ...Array.from({ length: 50 }, () =>
      asked.person.send('POST /api/me/withdrawals/:id/confirm-params', asked.params),
    ),
    run('sendWithdrawals', 'followWithdrawals').then(() => null),
  ]);
  const packages = answers.flatMap((answer) =>
    answer?.status === 200 && 'package' in answer.body ? [answer.body.package] : [],
  );
  expect(packages.length).toBeGreaterThan(0);
  expect(new Set(packages).size).toBe(1);
  expect(transfersOf(asked.person)).toHaveLength(1);
});
