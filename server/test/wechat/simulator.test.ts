import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { fen } from '@paifan/shared/money/fen';
import Koa from 'koa';
import Router from '@koa/router';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestMessage, signSha256Rsa, unixSeconds } from '../../src/gateways/wechat/signing';
import { RETRY_AFTER_S } from '../../src/simulator/delivery';
import { loadOrCreateKeys } from '../../src/simulator/keys';
import type { MisbehaviourInput } from '../../src/simulator/misbehaviour';
import { payerRouter } from '../../src/simulator/payerRouter';
import { createSimulator, refuseInProduction } from '../../src/simulator/simulator';
import { anOrder, openBox, payFor, prepayIdIn, silent, valueOf, type TestBox } from './box';
import { testKeys } from '../support/keys';

let box: TestBox;
beforeEach(async () => {
  box = await openBox('certificate');
});
afterEach(() => box.close());

/** How the shop would judge each notification that it received. */
const judged = () =>
  box.shop.received.map(({ headers, body }) => {
    const opened = box.gateway.openNotification(headers, body);
    return opened.ok ? opened.notification.kind : opened.reason;
  });

describe('notifications', () => {
  test('a payment is told once, at once, and not again after 200', async () => {
    await payFor(box);
    expect(await box.simulator.runDue()).toBe(1);
    expect(judged()).toEqual(['payment']);
    box.clock.advance(86_400_000);
    expect(await box.simulator.runDue()).toBe(0);
  });

  test('an unpaid order is told nothing', async () => {
    valueOf(await box.gateway.prepay(anOrder()));
    expect(await box.simulator.runDue()).toBe(0);
  });

  test('what is not answered with 200 or 204 comes again 15 times over 24 hours and 4 minutes, each signed afresh', async () => {
    await payFor(box);
    box.shop.answers.push(...Array<number>(16).fill(500));
    const waits: number[] = [];
    let sinceMs = 0;
    await box.simulator.runDue();
    while (box.simulator.box.state.notices.size > 0) {
      const [notice] = box.simulator.box.state.notices.values();
      const waitMs = (notice?.dueAt ?? 0) - box.clock.now().getTime();
      box.clock.advance(waitMs - 1);
      expect(await box.simulator.runDue()).toBe(0);
      box.clock.advance(1);
      expect(await box.simulator.runDue()).toBe(1);
      waits.push(waitMs / 1000);
      sinceMs += waitMs;
      const last = box.shop.received.at(-1);
      if (!last) throw new Error('nothing received');
      expect(box.gateway.openNotification(last.headers, last.body).ok).toBe(true);
    }
    expect(waits).toEqual(RETRY_AFTER_S);
    expect(sinceMs).toBe((24 * 60 + 4) * 60_000);
    expect(box.shop.received).toHaveLength(16);
    expect(new Set(box.shop.received.map(({ headers }) => headers['wechatpay-signature'])).size).toBe(16);
  });

  test('204 is as good as 200', async () => {
    await payFor(box);
    box.shop.answers.push(204);
    await box.simulator.runDue();
    expect(box.simulator.box.state.notices.size).toBe(0);
  });

  test('a shop that does not answer is asked again', async () => {
    await payFor(box);
    const url = box.shop.url;
    await box.shop.close();
    await box.simulator.runDue();
    expect(url).toMatch(/^http/);
    expect(box.simulator.deliveries()).toMatchObject([{ attempt: 1, status: undefined }]);
    expect(box.simulator.box.state.notices.size).toBe(1);
  });

  test('a refund is told when it has ended', async () => {
    const outTradeNo = await payFor(box);
    await box.simulator.runDue();
    await box.gateway.refund({ outTradeNo, outRefundNo: 'R-1', refundFen: fen(1), totalFen: fen(16800) });
    await box.simulator.runDue();
    expect(judged()).toEqual(['payment', 'refund']);
  });

  test('100 in parallel, each signed afresh, are all genuine and all different', async () => {
    const outTradeNo = await payFor(box);
    const notices = Array.from({ length: 100 }, () => {
      box.clock.advance(60_000);
      const notice = box.simulator.notificationFor(outTradeNo);
      return { notice, opened: box.gateway.openNotification(notice.headers, notice.body) };
    });
    expect(notices.every(({ opened }) => opened.ok)).toBe(true);
    expect(new Set(notices.map(({ notice }) => notice.headers['Wechatpay-Signature'])).size).toBe(100);
  });

  test('there is none for an order that is not paid', async () => {
    valueOf(await box.gateway.prepay(anOrder()));
    expect(() => box.simulator.notificationFor('ORDER00000001')).toThrow('not paid');
    expect(() => box.simulator.notificationFor('NOSUCHORDER')).toThrow('订单不存在');
  });
});

describe('misbehaviour of notifications', () => {
  test.each<[string, MisbehaviourInput, string[]]>([
    [
      'duplicates',
      { on: 'notification', fault: 'duplicate', copies: 3 },
      ['payment', 'payment', 'payment', 'payment'],
    ],
    ['a probe', { on: 'notification', fault: 'probe' }, ['probe']],
    ['a changed body', { on: 'notification', fault: 'tamper', part: 'body' }, ['bad-signature']],
    [
      'a changed ciphertext',
      { on: 'notification', fault: 'tamper', part: 'ciphertext' },
      ['not-decryptable'],
    ],
    ['a changed signature', { on: 'notification', fault: 'tamper', part: 'signature' }, ['bad-signature']],
    ['an old signature', { on: 'notification', fault: 'expired' }, ['expired']],
    ['an unknown serial', { on: 'notification', fault: 'unknownSerial' }, ['unknown-serial']],
    ['a wrong amount', { on: 'notification', fault: 'wrong', field: 'totalFen' }, ['payment']],
    ['loss', { on: 'notification', fault: 'lose' }, []],
    ['a rule for another order', { on: 'notification', fault: 'probe', outTradeNo: 'OTHER' }, ['payment']],
  ])('%s', async (_case, rule, expected) => {
    await payFor(box);
    box.simulator.misbehave(rule);
    box.shop.answers.push(...expected.map(() => 401));
    await box.simulator.runDue();
    expect(judged()).toEqual(expected);

    // Told to behave, the simulator sends a right one by its schedule.
    box.simulator.behave();
    box.clock.advance(15_000);
    await box.simulator.runDue();
    expect(judged().at(-1)).toBe('payment');
  });

  test('a rule with times applies so often and no more', async () => {
    await payFor(box);
    box.simulator.misbehave({ on: 'notification', fault: 'lose', times: 2 });
    for (const waitMs of [0, 15_000, 15_000]) {
      box.clock.advance(waitMs);
      await box.simulator.runDue();
    }
    expect(box.simulator.deliveries().map(({ status }) => status)).toEqual([undefined, undefined, 200]);
    expect(box.simulator.box.misbehaviours.list()).toEqual([]);
  });

  test('late: nothing comes before its time', async () => {
    box.simulator.misbehave({ on: 'notification', fault: 'late', delayMs: 3_600_000 });
    await payFor(box);
    box.clock.advance(3_599_999);
    expect(await box.simulator.runDue()).toBe(0);
    box.clock.advance(1);
    expect(await box.simulator.runDue()).toBe(1);
  });

  test('reordered: held back until two wait, then the newest comes first', async () => {
    box.simulator.misbehave({ on: 'notification', fault: 'reorder' });
    await payFor(box, { outTradeNo: 'ORDER00000001' });
    expect(await box.simulator.runDue()).toBe(0);
    await payFor(box, { outTradeNo: 'ORDER00000002' });
    expect(await box.simulator.runDue()).toBe(2);
    expect(box.simulator.deliveries().map(({ about }) => about)).toEqual(['ORDER00000002', 'ORDER00000001']);
  });

  test('a rule that does not exist is refused', () => {
    const rule = { on: 'notification', fault: 'sulk' } as unknown as MisbehaviourInput;
    expect(() => box.simulator.misbehave(rule)).toThrow();
  });
});

describe("the merchant's request signature", () => {
  const path = '/v3/pay/transactions/out-trade-no/ORDER00000001?mchid=1900009191';

  function authorization(
    change: Partial<Record<string, string>> = {},
    body = '',
    method = 'GET',
    pathAndQuery = path,
  ): string {
    const timestamp = change.timestamp ?? unixSeconds(box.clock.now());
    const nonce = 'abcdef0123456789';
    const message = requestMessage({ method, pathAndQuery, timestamp, nonce, body });
    const fields: Record<string, string | undefined> = {
      // An order that no client of ours uses.
      signature: signSha256Rsa(message, createPrivateKey(box.keys.merchant.privateKeyPem)),
      serial_no: box.keys.merchant.serial,
      timestamp,
      nonce_str: nonce,
      mchid: box.keys.mchid,
      ...change,
    };
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    return `WECHATPAY2-SHA256-RSA2048 ${given.map(([name, value]) => `${name}="${value}"`).join(',')}`;
  }

  const call = async (header: string | undefined) => {
    const headers: Record<string, string> = header === undefined ? {} : { Authorization: header };
    const response = await fetch(box.url + path, { headers });
    return { status: response.status, body: (await response.json()) as { code?: string } };
  };

  beforeEach(async () => {
    valueOf(await box.gateway.prepay(anOrder()));
  });

  test('may have its fields in any order', async () => {
    expect((await call(authorization())).status).toBe(200);
    expect((await call(authorization({ serial_no: box.keys.merchant.serial.toLowerCase() }))).status).toBe(
      200,
    );
  });

  test.each<[string, () => string | undefined]>([
    ['is missing', () => undefined],
    ['is of another scheme', () => 'Bearer abc'],
    ['lacks a field', () => authorization({ nonce_str: undefined })],
    ['has another nonce', () => authorization({ nonce_str: 'other' })],
    ['is for another merchant', () => authorization({ mchid: '1900000001' })],
    ['has another serial', () => authorization({ serial_no: 'AB12' })],
    [
      'is 5 minutes old',
      () => authorization({ timestamp: unixSeconds(new Date(box.clock.now().getTime() - 300_000)) }),
    ],
    ['has no time', () => authorization({ timestamp: 'now' })],
    ['covers another body', () => authorization({}, '{}')],
    ['covers another method', () => authorization({}, '', 'POST')],
  ])('that %s is refused with 401 SIGN_ERROR', async (_case, header) => {
    expect(await call(header())).toMatchObject({ status: 401, body: { code: 'SIGN_ERROR' } });
  });

  test('that is right does not help where there is nothing: 404, signed like every answer', async () => {
    const nowhere = '/v3/nothing/here';
    const headers = { Authorization: authorization({}, '', 'GET', nowhere) };
    const response = await fetch(box.url + nowhere, { headers });
    expect(response.status).toBe(404);
    expect(response.headers.get('wechatpay-signature')).toBeTruthy();
    expect(await response.json()).toMatchObject({ code: 'RESOURCE_NOT_EXISTS' });
  });
});

describe('the payer, over HTTP, mounted under a prefix of another server', () => {
  let url: string;
  let closeServer: () => Promise<void>;
  beforeEach(async () => {
    const app = new Koa();
    const router = new Router();
    router.use('/simulator/payer', payerRouter(box.simulator).routes());
    app.use(router.routes());
    const server = createServer(app.callback());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simulator/payer`;
    closeServer = () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
  });
  afterEach(() => closeServer());

  const post = async (path: string, body: unknown) => {
    const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  test('sees the sheet, cancels, pays, and cannot pay twice', async () => {
    const params = valueOf(await box.gateway.prepay(anOrder()));
    const prepayId = prepayIdIn(params);
    const sheet = { prepayId, amountFen: 16800, description: '桂花乌龙茶 等 2 件', merchantName: '排返商城' };
    expect(await post('/sheet', params)).toMatchObject({ status: 200, body: { ...sheet, state: 'NOTPAY' } });
    expect(await (await fetch(`${url}/prepay/${prepayId}`)).json()).toMatchObject(sheet);
    expect(await post('/cancel', { prepayId })).toMatchObject({ status: 200, body: { state: 'NOTPAY' } });
    expect(await post('/pay', { prepayId, openid: 'oSomebodyElse' })).toMatchObject({
      status: 403,
      body: { code: 'OPENID_MISMATCH' },
    });
    expect(await post('/pay', { prepayId })).toMatchObject({ status: 200, body: { state: 'SUCCESS' } });
    expect(await post('/pay', { prepayId })).toMatchObject({ status: 400, body: { code: 'ORDER_PAID' } });
    expect(await box.simulator.runDue()).toBe(1);
  });

  test.each<[string, (params: Record<string, string>) => unknown, string, string]>([
    [
      'a number for timeStamp',
      (p) => ({ ...p, timeStamp: Number(p.timeStamp) }),
      'PARAM_ERROR',
      '缺少参数:timeStamp',
    ],
    ['no signType', (p) => ({ ...p, signType: undefined }), 'PARAM_ERROR', '缺少参数:signType'],
    ['MD5', (p) => ({ ...p, signType: 'MD5' }), 'PARAM_ERROR', '缺少参数:signType'],
    ['another nonce', (p) => ({ ...p, nonceStr: 'x' }), 'PAY_SIGN_ERROR', '支付验证签名失败'],
    ['another order', (p) => ({ ...p, package: 'prepay_id=wx1' }), 'PAY_SIGN_ERROR', '支付验证签名失败'],
  ])('does not get a sheet with %s', async (_case, change, code, message) => {
    const params = valueOf(await box.gateway.prepay(anOrder()));
    expect(await post('/sheet', change({ ...params }))).toEqual({ status: 400, body: { code, message } });
  });

  test('gets a login code that works once', async () => {
    const { body } = await post('/login-code', { openid: 'oWang' });
    const { code } = body as { code: string };
    expect(await box.gateway.login(code)).toMatchObject({ kind: 'ok', value: { openid: 'oWang' } });
    expect(await box.gateway.login(code)).toMatchObject({ kind: 'refused', code: '40163' });
  });

  test('accepts subscription messages', async () => {
    const body = { openid: 'oWang', templateIds: ['tpl-1', 'tpl-2'] };
    expect(await post('/subscriptions', body)).toEqual({ status: 200, body: { accepted: 2 } });
  });

  test.each<[string, unknown]>([
    ['/pay', {}],
    ['/login-code', { openid: '../x' }],
    ['/subscriptions', { openid: 'o', templateIds: [] }],
  ])('is told what is wrong with a bad %s', async (path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } });
  });

  test('is told when a prepay_id does not exist', async () => {
    expect(await post('/pay', { prepayId: '__proto__' })).toMatchObject({
      status: 404,
      body: { code: 'PREPAY_NOT_EXIST' },
    });
  });
});

test('the control, over HTTP: rules are given, listed and taken back; what is due is sent', async () => {
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${box.url}/control${path}`, { method, body: JSON.stringify(body) });
    return response.status === 204 ? undefined : response.json();
  };
  const rule = { on: 'notification', fault: 'duplicate', copies: 1 };
  expect(await control('POST', '/misbehaviours', rule)).toMatchObject([rule]);
  await payFor(box);
  expect(await control('POST', '/run-due')).toEqual({ attempted: 1 });
  expect(await control('GET', '/deliveries')).toHaveLength(2);
  await control('DELETE', '/misbehaviours');
  expect(await control('GET', '/misbehaviours')).toEqual([]);
  expect(await control('POST', '/misbehaviours', { on: 'api', fault: 'x' })).toMatchObject({
    code: 'PARAM_ERROR',
  });
});

describe('what stays on disk', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'wechat box '));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test('the state survives a restart: orders, notifications on their way, tokens, acceptances', async () => {
    const statePath = join(directory, 'state', 'box.json');
    const before = await openBox('publicKey', { statePath });
    const params = valueOf(await before.gateway.prepay(anOrder({ outTradeNo: 'UNPAID0001' })));
    await payFor(before, { outTradeNo: 'PAID000001' });
    const code = before.simulator.payer.loginCode('oWang');
    before.simulator.payer.acceptSubscription('oWang', ['tpl']);
    await before.close();
    expect(statSync(statePath).mode & 0o777).toBe(0o600);

    const after = await openBox('publicKey', { statePath });
    try {
      expect(valueOf(await after.gateway.queryTransaction('PAID000001')).tradeState).toBe('SUCCESS');
      expect(after.simulator.payer.pay(prepayIdIn(params)).state).toBe('SUCCESS');
      expect(valueOf(await after.gateway.login(code)).openid).toBe('oWang');
      const message = { openid: 'oWang', templateId: 'tpl', data: { thing1: '排队' } };
      expect(await after.gateway.sendSubscribeMessage(message)).toEqual({ kind: 'ok', value: 'sent' });
      expect(await after.simulator.runDue()).toBe(2);
      expect(after.simulator.box.state).toEqual(expect.objectContaining({ version: 1 }));
    } finally {
      await after.close();
    }
  });

  test('a state file that is none of ours is refused with what to do', async () => {
    const statePath = join(directory, 'box.json');
    writeFileSync(statePath, '{"version":2}');
    await expect(openBox('publicKey', { statePath })).rejects.toThrow(/box\.json.*remove it/);
  });

  test('keys are made once, for the owner only, and certify what they sign', async () => {
    const keysDirectory = join(directory, 'keys');
    const keys = await loadOrCreateKeys(keysDirectory);
    expect(await loadOrCreateKeys(keysDirectory)).toEqual(keys);
    expect(statSync(keysDirectory).mode & 0o777).toBe(0o700);
    expect(statSync(join(keysDirectory, 'wechat-box.json')).mode & 0o777).toBe(0o600);
    const certificate = new X509Certificate(keys.platform.certificatePem);
    expect(certificate.serialNumber).toBe(keys.platform.serial);
    expect(certificate.checkPrivateKey(createPrivateKey(keys.platform.privateKeyPem))).toBe(true);
    expect(Buffer.byteLength(keys.apiV3Key)).toBe(32);

    writeFileSync(join(keysDirectory, 'wechat-box.json'), '{}');
    await expect(loadOrCreateKeys(keysDirectory)).rejects.toThrow(/remove it/);
  });
});

test('production refuses the simulator', async () => {
  const keys = await testKeys();
  const options = { keys, clock: box.clock, mode: 'publicKey', logger: silent } as const;
  expect(() => createSimulator({ ...options, environment: 'production' })).toThrow(
    'must not run in production',
  );
  expect(() => refuseInProduction('production')).toThrow('must not run in production');
  expect(() => refuseInProduction('development')).not.toThrow();
});

test('a simulator that runs by itself sends without being told, and stops cleanly with a caller waiting', async () => {
  const keys = await testKeys();
  let notified: (url: string) => void = () => undefined;
  const sent = new Promise<string>((resolve) => {
    notified = resolve;
  });
  const running = createSimulator({
    keys,
    clock: box.clock,
    mode: 'certificate',
    logger: silent,
    tickMs: 5,
    notify: (url) => {
      notified(url);
      return Promise.resolve({ status: 200 });
    },
  });
  const { url } = await running.start(0);
  const gateway = box.gatewayWith({ payBaseUrl: url });
  valueOf(await gateway.prepay(anOrder()));
  running.payer.payOrder('ORDER00000001');
  expect(await sent).toBe(`${box.shop.url}/pay/wechat/notify`);

  running.misbehave({ on: 'api', fault: 'timeout' });
  const waiting = gateway.queryTransaction('ORDER00000001');
  while (running.box.misbehaviours.list().length > 0) {
    await new Promise((resolve) => setImmediate(resolve));
    running.behave();
  }
  await running.stop();
  expect((await waiting).kind).toBe('unknown');
});
