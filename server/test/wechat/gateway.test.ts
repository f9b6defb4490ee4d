import { fen } from '@paifan/shared/money/fen';
import { manualClock } from '../../src/clock';
import type { RefundRequest } from '../../src/gateways/wechat/pay';
import { isPaid, paymentMismatches, type WeChatTransaction } from '../../src/gateways/wechat/transactions';
import type { MisbehaviourInput } from '../../src/simulator/misbehaviour';
import { anOrder, openBox, payFor, prepayIdIn, valueOf, type TestBox } from './box';

describe.each(['certificate', 'publicKey'] as const)('WeChat Pay in %s mode', (mode) => {
  let box: TestBox;
  beforeEach(async () => {
    box = await openBox(mode);
  });
  afterEach(() => box.close());

  test('a prepaid order opens a payment sheet whose paySign WeChat accepts', async () => {
    const params = valueOf(await box.gateway.prepay(anOrder()));
    expect(params).toMatchObject({ signType: 'RSA', timeStamp: '1795341600' });
    expect(box.simulator.payer.openSheet(params)).toMatchObject({
      outTradeNo: 'ORDER00000001',
      amountFen: 16800,
      description: '桂花乌龙茶 等 2 件',
      state: 'NOTPAY',
      expiresAt: '2026-11-22T10:15:00.000Z',
    });
  });

  test('the same prepay again gives the same prepay_id, also 2 hours later a usable one', async () => {
    const order = anOrder({ expiresAt: new Date('2026-11-23T10:00:00Z'), attach: 'x' });
    const first = valueOf(await box.gateway.prepay(order));
    const again = valueOf(await box.gateway.prepay(order));
    expect(again.package).toBe(first.package);
    expect(again.nonceStr).not.toBe(first.nonceStr);

    box.clock.advance(2 * 3_600_000);
    expect(() => box.simulator.payer.sheet(prepayIdIn(first))).toThrow('预支付会话已过期');
    const later = valueOf(await box.gateway.prepay(order));
    expect(later.package).not.toBe(first.package);
    expect(box.simulator.payer.pay(prepayIdIn(later)).state).toBe('SUCCESS');
  });

  test('an order is unpaid, then paid, then refunded in part', async () => {
    const { gateway, simulator } = box;
    valueOf(await gateway.prepay(anOrder({ attach: 'settings 7' })));
    const unpaid = valueOf(await gateway.queryTransaction('ORDER00000001'));
    expect(unpaid).toMatchObject({ tradeState: 'NOTPAY', transactionId: undefined, totalFen: undefined });
    expect(isPaid(unpaid)).toBe(false);

    simulator.payer.payOrder('ORDER00000001');
    const paid = valueOf(await gateway.queryTransaction('ORDER00000001'));
    expect(isPaid(paid)).toBe(true);
    expect(paid).toMatchObject({
      appid: gateway.appid,
      mchid: gateway.mchid,
      tradeState: 'SUCCESS',
      tradeType: 'JSAPI',
      totalFen: 16800,
      payerTotalFen: 16800,
      currency: 'CNY',
      payerOpenid: 'oTestPayer00000000000000001',
      attach: 'settings 7',
      successTime: box.clock.now(),
    });
    expect(paid.transactionId).toMatch(/^\d{28}$/);

    const request = {
      outTradeNo: 'ORDER00000001',
      outRefundNo: 'R-1',
      refundFen: fen(800),
      totalFen: fen(16800),
    };
    const accepted = valueOf(await gateway.refund(request));
    expect(accepted).toMatchObject({
      outRefundNo: 'R-1',
      state: 'PROCESSING',
      refundFen: 800,
      totalFen: 16800,
    });
    await simulator.runDue();
    expect(valueOf(await gateway.queryRefund('R-1'))).toMatchObject({
      state: 'SUCCESS',
      successTime: box.clock.now(),
    });
    // The same number again is the same refund, whatever has become of it.
    expect(valueOf(await gateway.refund(request))).toMatchObject({
      refundId: accepted.refundId,
      state: 'SUCCESS',
    });
    const refunded = valueOf(await gateway.queryTransaction('ORDER00000001'));
    expect(refunded.tradeState).toBe('REFUND');
    expect(isPaid(refunded)).toBe(true);
  });

  test('an unpaid order closes, twice without harm, and then cannot be paid or prepaid', async () => {
    const { gateway, simulator } = box;
    const params = valueOf(await gateway.prepay(anOrder()));
    expect(await gateway.closeTransaction('ORDER00000001')).toEqual({ kind: 'ok', value: undefined });
    expect(await gateway.closeTransaction('ORDER00000001')).toEqual({ kind: 'ok', value: undefined });
    expect(valueOf(await gateway.queryTransaction('ORDER00000001')).tradeState).toBe('CLOSED');
    expect(() => simulator.payer.pay(prepayIdIn(params))).toThrow('订单已关闭');
    expect(await gateway.prepay(anOrder())).toMatchObject({ kind: 'refused', code: 'ORDER_CLOSED' });
  });

  test('an order closes by itself at its time_expire', async () => {
    valueOf(await box.gateway.prepay(anOrder()));
    box.clock.advance(15 * 60_000);
    expect(valueOf(await box.gateway.queryTransaction('ORDER00000001')).tradeState).toBe('CLOSED');
    expect(() => box.simulator.payer.payOrder('ORDER00000001')).toThrow('订单已关闭');
  });

  test('numbers with every allowed character travel through paths', async () => {
    const outTradeNo = 'aZ09_-|*x';
    await payFor(box, { outTradeNo });
    expect(valueOf(await box.gateway.queryTransaction(outTradeNo)).outTradeNo).toBe(outTradeNo);
    const outRefundNo = 'r@|*_-1';
    valueOf(await box.gateway.refund({ outTradeNo, outRefundNo, refundFen: fen(1), totalFen: fen(16800) }));
    expect(valueOf(await box.gateway.queryRefund(outRefundNo)).outRefundNo).toBe(outRefundNo);
  });

  test.each<[string, (box: TestBox) => Promise<unknown>, string]>([
    [
      'an order that does not exist',
      ({ gateway }) => gateway.queryTransaction('NOSUCHORDER'),
      'ORDER_NOT_EXIST',
    ],
    [
      'closing an order that does not exist',
      ({ gateway }) => gateway.closeTransaction('NOSUCHORDER'),
      'ORDER_NOT_EXIST',
    ],
    ['closing a paid order', async (b) => b.gateway.closeTransaction(await payFor(b)), 'ORDER_PAID'],
    ['prepaying a paid order', async (b) => (await payFor(b), b.gateway.prepay(anOrder())), 'ORDER_PAID'],
    [
      'prepaying with another amount',
      async ({ gateway }) => (await gateway.prepay(anOrder()), gateway.prepay(anOrder({ totalFen: fen(1) }))),
      'INVALID_REQUEST',
    ],
    [
      'prepaying for a time that is over',
      ({ gateway }) => gateway.prepay(anOrder({ expiresAt: new Date(0) })),
      'PARAM_ERROR',
    ],
    [
      'a foreign appid',
      (b) => b.gatewayWith({ appid: 'wx00000000000000ff' }).prepay(anOrder()),
      'APPID_MCHID_NOT_MATCH',
    ],
    ['a foreign merchant', (b) => b.gatewayWith({ mchid: '1900000001' }).prepay(anOrder()), 'SIGN_ERROR'],
    [
      'a wrong certificate serial',
      (b) => b.gatewayWith({ merchantSerial: 'AB12' }).prepay(anOrder()),
      'SIGN_ERROR',
    ],
    [
      'a wrong private key',
      (b) => b.gatewayWith({ merchantPrivateKeyPem: b.keys.platform.privateKeyPem }).prepay(anOrder()),
      'SIGN_ERROR',
    ],
    ['a refund that does not exist', ({ gateway }) => gateway.queryRefund('R-9'), 'RESOURCE_NOT_EXISTS'],
    [
      'refunding an unpaid order',
      async ({ gateway }) => (await gateway.prepay(anOrder()), gateway.refund(aRefund())),
      'INVALID_REQUEST',
    ],
    [
      'refunding with another price',
      async (b) => (await payFor(b), b.gateway.refund(aRefund({ totalFen: fen(99999) }))),
      'INVALID_REQUEST',
    ],
    [
      'refunding more than was paid, in two parts',
      async (b) => {
        await payFor(b);
        valueOf(await b.gateway.refund(aRefund({ outRefundNo: 'R-1', refundFen: fen(16000) })));
        return b.gateway.refund(aRefund({ outRefundNo: 'R-2', refundFen: fen(801) }));
      },
      'INVALID_REQUEST',
    ],
    [
      'one refund number for two amounts',
      async (b) => {
        await payFor(b);
        valueOf(await b.gateway.refund(aRefund({ refundFen: fen(1) })));
        return b.gateway.refund(aRefund({ refundFen: fen(2) }));
      },
      'INVALID_REQUEST',
    ],
  ])('%s is refused by WeChat, definitely', async (_case, call, code) => {
    expect(await call(box)).toMatchObject({ kind: 'refused', code, requestId: expect.stringMatching(/^08/) });
  });

  test.each<[string, MisbehaviourInput, object]>([
    [
      'a system error',
      { on: 'api', fault: 'error', status: 500, code: 'SYSTEM_ERROR' },
      { reason: 'busy', code: 'SYSTEM_ERROR' },
    ],
    [
      'a frequency limit',
      { on: 'api', fault: 'error', status: 429, code: 'FREQUENCY_LIMITED' },
      { reason: 'busy', code: 'FREQUENCY_LIMITED' },
    ],
    ['an unsigned answer', { on: 'api', fault: 'unsigned' }, { reason: 'unverified' }],
    ['a signature probe', { on: 'api', fault: 'probe' }, { reason: 'unverified' }],
    ['an answer changed on the way', { on: 'api', fault: 'tamper' }, { reason: 'unverified' }],
    ['an answer signed 10 minutes ago', { on: 'api', fault: 'expired' }, { reason: 'unverified' }],
    ['a broken connection', { on: 'api', fault: 'disconnect' }, { reason: 'network' }],
    ['no answer', { on: 'api', fault: 'timeout' }, { reason: 'timeout' }],
  ])('%s is unknown, never failed, and the next try works', async (_case, rule, expected) => {
    const gateway = box.gatewayWith({ timeoutMs: 400 });
    box.simulator.misbehave({ ...rule, times: 1 });
    expect(await gateway.prepay(anOrder())).toMatchObject({ kind: 'unknown', ...expected });
    expect(await box.gateway.prepay(anOrder())).toMatchObject({ kind: 'ok' });
  });

  test('an error with a wrong signature is unknown too: nobody may forge a refusal', async () => {
    box.simulator.misbehave({ on: 'api', fault: 'error', status: 404, code: 'ORDER_NOT_EXIST' });
    box.simulator.misbehave({ on: 'api', fault: 'probe' });
    expect(await box.gateway.queryTransaction('ORDER00000001')).toMatchObject({
      kind: 'unknown',
      reason: 'unverified',
      code: 'ORDER_NOT_EXIST',
    });
  });

  test('a refund whose answer got lost was carried out; the same number again does not refund twice', async () => {
    await payFor(box);
    box.simulator.misbehave({
      on: 'api',
      path: '/v3/refund',
      fault: 'disconnect',
      carriedOut: true,
      times: 1,
    });
    expect(await box.gateway.refund(aRefund())).toMatchObject({ kind: 'unknown', reason: 'network' });
    expect(valueOf(await box.gateway.refund(aRefund())).refundFen).toBe(16800);
    expect(box.simulator.box.state.refunds.size).toBe(1);
  });

  test('an answer about another order is not believed', async () => {
    await payFor(box);
    const other = box.simulator.box.state.orders.get('ORDER00000001');
    if (!other) throw new Error('no order');
    box.simulator.box.state.orders.set('ORDER00000002', other);
    expect(await box.gateway.queryTransaction('ORDER00000002')).toMatchObject({
      kind: 'unknown',
      reason: 'malformed',
    });
  });

  test('a payer who is at it right now cannot be shut out', async () => {
    box.simulator.misbehave({
      on: 'api',
      fault: 'error',
      status: 202,
      code: 'USERPAYING',
      message: '用户支付中',
    });
    expect(await box.gateway.closeTransaction('ORDER00000001')).toMatchObject({
      kind: 'refused',
      code: 'USERPAYING',
    });
  });

  test.each([
    ['5 minutes late', 300_000, { kind: 'unknown', reason: 'unverified', code: 'SIGN_ERROR' }],
    ['5 minutes early', -300_000, { kind: 'unknown', reason: 'unverified', code: 'SIGN_ERROR' }],
    ['299 seconds late', 299_000, { kind: 'ok' }],
  ])('a shop whose clock is %s', async (_case, offsetMs, expected) => {
    const gateway = box.gatewayWith(
      {},
      { clock: manualClock(new Date(box.clock.now().getTime() + offsetMs)) },
    );
    expect(await gateway.prepay(anOrder())).toMatchObject(expected);
  });
});

const aRefund = (change: Partial<RefundRequest> = {}): RefundRequest => ({
  outTradeNo: 'ORDER00000001',
  outRefundNo: 'R-1',
  refundFen: fen(16800),
  totalFen: fen(16800),
  ...change,
});

test.each([
  ['a number too short', { outTradeNo: 'A1234' }, /outTradeNo/],
  ['a number with a slash', { outTradeNo: 'ORDER/../1' }, /outTradeNo/],
  ['nothing to pay', { totalFen: fen(0) }, /totalFen/],
  ['no description', { description: '' }, /description/],
])('prepay with %s throws before anything is sent', async (_case, change, message) => {
  const box = await openBox('certificate');
  try {
    await expect(box.gateway.prepay(anOrder(change))).rejects.toThrow(message);
    await expect(box.gateway.refund(aRefund({ refundFen: fen(16801) }))).rejects.toThrow(
      'more than totalFen',
    );
    await expect(box.gateway.queryRefund('a b')).rejects.toThrow('0-9 A-Z');
  } finally {
    await box.close();
  }
});

test('certificate mode: the certificates are downloaded, and verify what comes afterwards', async () => {
  const box = await openBox('certificate');
  try {
    const gateway = box.gatewayWith({ platformCertificatesPem: [] });
    expect(await gateway.prepay(anOrder())).toMatchObject({ kind: 'unknown', reason: 'unverified' });
    expect(valueOf(await gateway.refreshPlatformKeys())).toEqual([box.keys.platform.serial]);
    expect(await gateway.prepay(anOrder())).toMatchObject({ kind: 'ok' });
  } finally {
    await box.close();
  }
});

test.each<[string, MisbehaviourInput, string]>([
  ['changed', { on: 'api', fault: 'tamper' }, 'unverified'],
  ['a probe', { on: 'api', fault: 'probe' }, 'unverified'],
  ['unsigned', { on: 'api', fault: 'unsigned' }, 'unverified'],
])('certificates whose answer is %s are not taken', async (_case, rule, reason) => {
  const box = await openBox('certificate');
  try {
    const gateway = box.gatewayWith({ platformCertificatesPem: [] });
    box.simulator.misbehave({ ...rule, times: 1 });
    expect(await gateway.refreshPlatformKeys()).toMatchObject({ kind: 'unknown', reason });
    expect(await gateway.prepay(anOrder())).toMatchObject({ kind: 'unknown', reason: 'unverified' });
  } finally {
    await box.close();
  }
});

test('certificates encrypted with another APIv3 key are not taken', async () => {
  const box = await openBox('certificate');
  try {
    const gateway = box.gatewayWith({ platformCertificatesPem: [], apiV3Key: '0'.repeat(32) });
    expect(await gateway.refreshPlatformKeys()).toMatchObject({ kind: 'unknown', reason: 'malformed' });
  } finally {
    await box.close();
  }
});

test('public-key mode has no certificates to download', async () => {
  const box = await openBox('publicKey');
  try {
    expect(await box.gateway.refreshPlatformKeys()).toMatchObject({
      kind: 'refused',
      code: 'RESOURCE_NOT_EXISTS',
    });
  } finally {
    await box.close();
  }
});

test('a merchant on the way from certificates to the public key asks for the public key and can read both', async () => {
  const box = await openBox('certificate');
  try {
    const { id, publicKeyPem } = box.keys.publicKey;
    const gateway = box.gatewayWith({ platformPublicKey: { id, pem: publicKeyPem } });
    expect(await gateway.prepay(anOrder())).toMatchObject({ kind: 'ok' });
    box.simulator.payer.payOrder('ORDER00000001');
    const { headers, body } = box.simulator.notificationFor('ORDER00000001');
    expect(headers['Wechatpay-Serial']).toBe(box.keys.platform.serial);
    expect(gateway.openNotification(headers, body)).toMatchObject({ ok: true });

    const onlyPublicKey = box.gatewayWith({
      platformCertificatesPem: [],
      platformPublicKey: { id, pem: publicKeyPem },
    });
    expect(await onlyPublicKey.queryTransaction('ORDER00000001')).toMatchObject({ kind: 'ok' });
  } finally {
    await box.close();
  }
});

describe('the fields of a payment are compared with our own order', () => {
  const expected = { appid: 'wx1', mchid: '1900009191', outTradeNo: 'ORDER00000001', totalFen: fen(16800) };
  const transaction: WeChatTransaction = {
    ...expected,
    tradeState: 'SUCCESS',
    currency: 'CNY',
    transactionId: '42',
    tradeType: 'JSAPI',
    payerTotalFen: fen(16000),
    payerOpenid: 'o',
    attach: undefined,
    successTime: new Date(0),
  };
  test.each<[string, Partial<WeChatTransaction>, string[]]>([
    ['all as ordered; coupons may lower what the payer gave', {}, []],
    ['refunded since', { tradeState: 'REFUND' }, []],
    ['another merchant', { mchid: '1' }, ['mchid']],
    ['another appid', { appid: 'wx2' }, ['appid']],
    ['another order', { outTradeNo: 'X' }, ['outTradeNo']],
    ['another amount', { totalFen: fen(16799) }, ['totalFen']],
    ['no amount', { totalFen: undefined }, ['totalFen']],
    ['another currency', { currency: 'USD' }, ['currency']],
    ['not paid', { tradeState: 'NOTPAY' }, ['tradeState']],
    ['several', { mchid: '1', currency: undefined }, ['mchid', 'currency']],
  ])('%s', (_case, change, fields) => {
    expect(paymentMismatches(expected, { ...transaction, ...change })).toEqual(fields);
  });
});
