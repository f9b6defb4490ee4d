import { startTestShop, type TestShop } from '../support/shop';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
});
afterAll(() => shop.stop());
afterEach(() => shop.simulator.behave());

const PHONE = '13812345678';
const bind = (code: string) => ({ body: { code } });

test('a member chooses a name and a picture', async () => {
  const member = await shop.signIn('renaming');
  const body = { nickname: ' 林秋月 ', avatar: '/pictures/ab/cd.png' };
  const { member: changed } = await member.call('PUT /api/me/profile', { body });
  expect(changed).toMatchObject({ nickname: '林秋月', avatar: '/pictures/ab/cd.png' });
  expect((await member.call('GET /api/me/profile')).member).toEqual(changed);
});

test.each([
  ['a forbidden phrase', { nickname: '稳 赚 不赔', avatar: '/a.png' }, 422, 'forbidden_phrase'],
  ['no name', { nickname: '  ', avatar: '/a.png' }, 400, 'bad_request'],
  ['a name that is too long', { nickname: '长'.repeat(21), avatar: '/a.png' }, 400, 'bad_request'],
  ['a picture from elsewhere', { nickname: '好', avatar: 'https://example.com/a.png' }, 400, 'bad_request'],
  ['a path that climbs', { nickname: '好', avatar: '/a/../../b.png' }, 400, 'bad_request'],
])('a profile with %s is refused', async (_, body, status, code) => {
  const member = await shop.signIn('refused');
  const before = await shop.snapshot();
  expect(await member.fail('PUT /api/me/profile', { body })).toMatchObject({ status, code });
  expect(await shop.snapshot()).toEqual(before);
});

describe('the phone number', () => {
  test('comes from WeChat, is shown masked, and is nowhere in clear', async () => {
    const member = await shop.signIn('with-phone');
    expect(await member.call('GET /api/me/profile')).toMatchObject({ phone: null });
    const code = shop.simulator.payer.phoneCode(PHONE);
    expect(await member.call('PUT /api/me/phone', bind(code))).toMatchObject({ phone: '138****5678' });
    expect(JSON.stringify(await shop.snapshot())).not.toContain('12345678');
  });

  test('is replaced by another one, and can be bound again once it is forgotten', async () => {
    const member = await shop.signIn('changing');
    const other = await shop.signIn('following');
    const phone = '13900000001';
    await member.call('PUT /api/me/phone', bind(shop.simulator.payer.phoneCode(phone)));
    const next = shop.simulator.payer.phoneCode('13900000002');
    expect(await member.call('PUT /api/me/phone', bind(next))).toMatchObject({ phone: '139****0002' });
    const freed = shop.simulator.payer.phoneCode(phone);
    expect(await other.call('PUT /api/me/phone', bind(freed))).toMatchObject({ phone: '139****0001' });
    await other.call('DELETE /api/me/phone');
    expect(await other.call('GET /api/me/profile')).toMatchObject({ phone: null });
  });

  test('belongs to one member, also when ten ask at once', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, (_, i) => shop.signIn(`phone-race-${i}`)));
    const answers = await Promise.all(
      people.map((person) =>
        person.send('PUT /api/me/phone', bind(shop.simulator.payer.phoneCode('13700000000'))),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'phone_taken' });
  });

  test('of one member asked for ten times at once is bound', async () => {
    const member = await shop.signIn('impatient');
    const codes = Array.from({ length: 10 }, () => shop.simulator.payer.phoneCode('13700000011'));
    const answers = await Promise.all(codes.map((code) => member.send('PUT /api/me/phone', bind(code))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test.each([
    ['was used', () => usedCode()],
    ['was never given', () => Promise.resolve('never-given')],
    ['is too old', () => oldCode()],
  ])('is not bound with a code that %s', async (_, code) => {
    const member = await shop.signIn('hopeful');
    expect(await member.fail('PUT /api/me/phone', bind(await code()))).toEqual({
      status: 409,
      code: 'phone_code_invalid',
    });
  });

  async function usedCode(): Promise<string> {
    const code = shop.simulator.payer.phoneCode('13700000022');
    await (await shop.signIn('quicker')).call('PUT /api/me/phone', bind(code));
    return code;
  }

  function oldCode(): Promise<string> {
    const code = shop.simulator.payer.phoneCode('13700000033');
    shop.clock.advance(5 * 60_000);
    return Promise.resolve(code);
  }

  test('waits while WeChat does not answer', async () => {
    const member = await shop.signIn('waiting');
    shop.simulator.misbehave({ on: 'api', path: '/wxa', fault: 'error', status: 500, code: 'SYSTEM_ERROR' });
    expect(await member.fail('PUT /api/me/phone', bind('any'))).toEqual({
      status: 503,
      code: 'wechat_unavailable',
    });
  });
});
