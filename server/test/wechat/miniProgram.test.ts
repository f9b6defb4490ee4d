import type { MisbehaviourInput } from '../../src/simulator/misbehaviour';
import { createLogger } from '../../src/log';
import { anOrder, openBox, valueOf, type TestBox } from './box';

let box: TestBox;
beforeEach(async () => {
  box = await openBox('publicKey');
});
afterEach(() => box.close());

const aMessage = (data: Record<string, string> = { thing1: '您的排队已加入' }) => ({
  openid: 'oWang',
  templateId: 'tpl-joined',
  page: 'pages/line/index',
  data,
});
const tokensIssued = () => box.simulator.box.state.accessTokens.size;

describe('login', () => {
  test('a code gives the openid and nothing that must not leave the server', async () => {
    const code = box.simulator.payer.loginCode('oWang');
    expect(await box.gateway.login(code)).toEqual({
      kind: 'ok',
      value: { openid: 'oWang', unionid: undefined },
    });
  });

  test.each<[string, (b: TestBox) => Promise<unknown>, string]>([
    ['an invented code', ({ gateway }) => gateway.login('x'), '40029'],
    [
      'a code 5 minutes old',
      ({ gateway, simulator, clock }) => {
        const code = simulator.payer.loginCode('oWang');
        clock.advance(300_000);
        return gateway.login(code);
      },
      '40029',
    ],
    [
      'a code used before',
      async ({ gateway, simulator }) => {
        const code = simulator.payer.loginCode('oWang');
        await gateway.login(code);
        return gateway.login(code);
      },
      '40163',
    ],
    ['a foreign appid', (b) => b.gatewayWith({ appid: 'wx00000000000000ff' }).login('x'), '40013'],
    ['a wrong secret', (b) => b.gatewayWith({ appSecret: 'x' }).login('x'), '40125'],
  ])('%s is refused', async (_case, call, code) => {
    expect(await call(box)).toMatchObject({ kind: 'refused', code });
  });

  test.each<[string, MisbehaviourInput, object]>([
    ['a busy system', { on: 'api', fault: 'error', status: 200, code: '-1' }, { reason: 'busy', code: '-1' }],
    ['a bad gateway', { on: 'api', fault: 'error', status: 502, code: '0' }, { reason: 'busy' }],
    ['a broken connection', { on: 'api', fault: 'disconnect' }, { reason: 'network' }],
    ['no answer', { on: 'api', fault: 'timeout' }, { reason: 'timeout' }],
  ])('%s is unknown', async (_case, rule, expected) => {
    box.simulator.misbehave(rule);
    const gateway = box.gatewayWith({ timeoutMs: 200 });
    expect(await gateway.login('x')).toMatchObject({ kind: 'unknown', ...expected });
  });
});

describe('the access token', () => {
  const send = () => box.gateway.sendSubscribeMessage(aMessage());
  beforeEach(() => {
    box.simulator.payer.acceptSubscription('oWang', Array<string>(60).fill('tpl-joined'));
  });

  test('is asked for once, however many calls wait for it', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, send));
    expect(outcomes.every(({ kind }) => kind === 'ok')).toBe(true);
    expect(tokensIssued()).toBe(1);
  });

  test('is kept until 5 minutes before its end, then renewed', async () => {
    await send();
    box.clock.advance((7200 - 301) * 1000);
    await send();
    expect(tokensIssued()).toBe(1);
    box.clock.advance(1000);
    expect(await send()).toEqual({ kind: 'ok', value: 'sent' });
    expect(tokensIssued()).toBe(2);
  });

  test('that WeChat does not know any more is renewed, and the call made again', async () => {
    await send();
    box.simulator.invalidateAccessTokens();
    expect(await send()).toEqual({ kind: 'ok', value: 'sent' });
    expect(tokensIssued()).toBe(1);
  });

  test.each(['40001', '42001', '40014'])(
    'is renewed by force when WeChat says %s but gives the same one',
    async (code) => {
      await send();
      box.simulator.misbehave({
        on: 'api',
        path: '/cgi-bin/message',
        fault: 'error',
        status: 200,
        code,
        times: 1,
      });
      expect(await send()).toEqual({ kind: 'ok', value: 'sent' });
      expect([...box.simulator.box.state.accessTokens.values()].map(({ forced }) => forced)).toEqual([
        false,
        true,
      ]);
    },
  );

  test('is renewed once and no more: a second refusal is the answer', async () => {
    await send();
    box.simulator.misbehave({
      on: 'api',
      path: '/cgi-bin/message',
      fault: 'error',
      status: 200,
      code: '40001',
    });
    expect(await send()).toMatchObject({ kind: 'refused', code: '40001' });
    expect(tokensIssued()).toBe(2);
  });

  test('that could not be fetched is fetched by the next call', async () => {
    box.simulator.misbehave({ on: 'api', path: '/cgi-bin/stable', fault: 'disconnect', times: 1 });
    expect(await send()).toMatchObject({ kind: 'unknown', reason: 'network' });
    expect(await send()).toEqual({ kind: 'ok', value: 'sent' });
  });
});

describe('subscription messages', () => {
  test('one acceptance is one message; without one it is a normal answer, no error', async () => {
    expect(await box.gateway.sendSubscribeMessage(aMessage())).toEqual({ kind: 'ok', value: 'notAccepted' });
    box.simulator.payer.acceptSubscription('oWang', ['tpl-joined']);
    expect(await box.gateway.sendSubscribeMessage(aMessage())).toEqual({ kind: 'ok', value: 'sent' });
    expect(await box.gateway.sendSubscribeMessage(aMessage())).toEqual({ kind: 'ok', value: 'notAccepted' });
    expect(box.simulator.box.state.sentMessages).toMatchObject([
      {
        openid: 'oWang',
        templateId: 'tpl-joined',
        page: 'pages/line/index',
        data: { thing1: '您的排队已加入' },
      },
    ]);
  });

  test.each<[string, string, boolean]>([
    ['thing1', '桂花乌龙茶'.repeat(4), true],
    ['thing1', '桂花乌龙茶'.repeat(4) + '!', false],
    ['thing1', '', false],
    ['amount2', '¥109.20', true],
    ['amount2', '109.20元', true],
    ['amount2', '¥109.201', false],
    ['amount2', '一百元', false],
    ['number3', '12', true],
    ['number3', 'twelve', false],
    ['phrase4', '已完成', true],
    ['phrase4', '已经全部完成', false],
    ['name5', '王小明', true],
    ['name5', '王1', false],
    ['character_string6', 'ORDER-1', true],
    ['character_string6', '订单1', false],
    ['date7', '2026年11月22日 18:00', true],
    ['date7', 'tomorrow', false],
    ['time8', '2026-11-22 18:00', true],
    ['mystery9', 'x', false],
  ])('%s = "%s" fits: %s', async (keyword, value, fits) => {
    box.simulator.payer.acceptSubscription('oWang', ['tpl-joined']);
    const outcome = await box.gateway.sendSubscribeMessage(aMessage({ [keyword]: value }));
    if (fits) expect(outcome).toEqual({ kind: 'ok', value: 'sent' });
    else expect(outcome).toMatchObject({ kind: 'refused', code: '47003' });
  });
});

describe('mini-program codes', () => {
  const code = { scene: 'i=8Fq2', page: 'pages/home/index' };

  test('is a PNG picture of the size asked for', async () => {
    const { bytes, contentType } = valueOf(await box.gateway.createMiniProgramCode({ ...code, width: 300 }));
    expect(contentType).toBe('image/png');
    // Width and height stand in the IHDR chunk.
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([300, 300]);
  });

  test('an error comes as JSON where a picture was asked for', async () => {
    box.simulator.misbehave({ on: 'api', path: '/wxa', fault: 'error', status: 200, code: '41030' });
    expect(await box.gateway.createMiniProgramCode(code)).toMatchObject({ kind: 'refused', code: '41030' });
  });

  test('an answer that is neither is unknown', async () => {
    box.simulator.misbehave({ on: 'api', path: '/wxa', fault: 'error', status: 200, code: '0' });
    expect(await box.gateway.createMiniProgramCode(code)).toMatchObject({
      kind: 'unknown',
      reason: 'malformed',
    });
  });

  test.each([
    ['a scene of 33 characters', { scene: 'x'.repeat(33) }],
    ['an empty scene', { scene: '' }],
    ['a scene with a percent sign', { scene: 'a%20b' }],
    ['a scene in Chinese', { scene: '邀请' }],
    ['a page with a leading slash', { page: '/pages/home/index' }],
    ['a page with a query', { page: 'pages/home/index?x=1' }],
    ['a tiny picture', { width: 100 }],
  ])('%s throws before anything is sent', async (_case, change) => {
    await expect(box.gateway.createMiniProgramCode({ ...code, ...change })).rejects.toThrow(
      'createMiniProgramCode',
    );
    expect(tokensIssued()).toBe(0);
  });
});

test('a gateway with wrong settings names every one of them, and shows no secret', () => {
  const create = () =>
    box.gatewayWith({
      appid: 'x',
      apiV3Key: 'my-secret-key',
      merchantPrivateKeyPem: 'my-private-key',
      payNotifyUrl: 'https://shop.example/notify?x=1',
      payBaseUrl: 'https://api.mch.weixin.qq.com/v3',
    });
  expect(create).toThrow(/appid[\s\S]*merchantPrivateKeyPem|merchantPrivateKeyPem[\s\S]*appid/);
  expect(create).toThrow(/32 bytes/);
  expect(create).toThrow(/no query string/);
  expect(create).toThrow(/origin without a path/);
  try {
    create();
  } catch (error) {
    expect(String(error)).not.toMatch(/my-secret-key|my-private-key/);
  }
});

test('the log blanks personal data and secrets, wherever they stand', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { destination: { write: (line: string) => void lines.push(line) } });
  logger.info({
    openid: 'oWang',
    payer: { openid: 'oWang' },
    order: { payer: { phone: '13800000000' } },
    no: 'A1',
  });
  expect(lines.join('')).not.toMatch(/oWang|138/);
  expect(lines.join('')).toContain('A1');
});

test('the gateway logs paths, codes and Request-IDs, but no openid, token or secret', async () => {
  const lines: string[] = [];
  const logger = createLogger('trace', { destination: { write: (line: string) => void lines.push(line) } });
  const gateway = box.gatewayWith({}, { logger });
  valueOf(await gateway.login(box.simulator.payer.loginCode('oWang')));
  valueOf(await gateway.prepay(anOrder({ openid: 'oWang' })));
  valueOf(await gateway.sendSubscribeMessage(aMessage()));
  await gateway.queryTransaction('NOSUCHORDER');
  box.simulator.misbehave({ on: 'api', fault: 'disconnect' });
  await gateway.login('x');
  await gateway.queryTransaction('ORDER00000001');

  const log = lines.join('');
  expect(log).toMatch(/"requestId":"08/);
  expect(log).toContain('/sns/jscode2session');
  const secrets = [
    'oWang',
    box.keys.appSecret,
    box.keys.apiV3Key,
    ...box.simulator.box.state.accessTokens.keys(),
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
  expect(log).not.toContain('Authorization');
});
