import { contract } from '@paifan/shared/contract/contract';
import type { Route } from '@paifan/shared/contract/route';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let owner: Person;
let other: Person;
let orderNo: string;
let entryId: string;
beforeAll(async () => {
  shop = await startTestShop();
  owner = await shop.signIn('owner');
  other = await shop.signIn('other');
  const order = await shop.buy(owner, mall(await shop.addProduct()));
  orderNo = order.no;
  entryId = order.lines[0]?.entry?.id ?? '';
});
afterAll(() => shop.stop());

const routes = Object.entries<Route>(contract);

/** Asks a route without caring for its types. */
async function ask(
  key: string,
  options: { token?: string; body?: unknown; type?: string; query?: string } = {},
) {
  const [method, template = ''] = key.split(' ');
  const path = template.replace(':no', orderNo).replace(':id', template.includes('entries') ? entryId : '1');
  const response = await fetch(`${shop.url}${path}${options.query ?? ''}`, {
    method,
    headers: {
      ...(options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }),
      ...(options.body === undefined ? {} : { 'Content-Type': options.type ?? 'application/json' }),
      'Idempotency-Key': 'a-key-for-this',
    },
    body:
      options.body === undefined
        ? undefined
        : typeof options.body === 'string'
          ? options.body
          : JSON.stringify(options.body),
  });
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? await response.json() : null) as unknown,
  };
}

describe('who may', () => {
  test('nobody is told to sign in, in words', async () => {
    expect(await ask('GET /api/me')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated', message: '请先登录' },
    });
  });

  test.each<[string, () => string | Promise<string>, string]>([
    ['is no token', () => 'not-a-token', 'unauthenticated'],
    ['was changed', () => `${owner.token.slice(0, -2)}xx`, 'unauthenticated'],
    [
      'claims to need no signature',
      () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${owner.token.split('.')[1]}.`,
      'unauthenticated',
    ],
    ['names a member who is gone', () => goneMember(), 'session_expired'],
  ])('a token that %s is refused', async (_, token, code) => {
    expect(await ask('GET /api/me', { token: await token() })).toMatchObject({ status: 401, body: { code } });
  });

  async function goneMember(): Promise<string> {
    const person = await shop.signIn('gone');
    await shop.db.members.destroy({ where: { id: person.id } });
    return person.token;
  }

  test('a session ends after its days', async () => {
    const person = await shop.signIn('sleeper');
    const days = shop.config.session.days;
    shop.clock.advance(days * 86_400_000 - 1000);
    expect((await ask('GET /api/me', { token: person.token })).status).toBe(200);
    shop.clock.advance(2000);
    expect(await ask('GET /api/me', { token: person.token })).toMatchObject({
      status: 401,
      body: { code: 'session_expired' },
    });
    owner = await shop.signIn('owner');
    other = await shop.signIn('other');
  });

  test('public routes serve whoever comes, with a worn-out token too', async () => {
    expect((await ask('GET /api/products', { token: 'not-a-token' })).status).toBe(200);
  });

  test('lists hold only what is one’s own', async () => {
    for (const key of [
      'GET /api/orders',
      'GET /api/queue/entries',
      'GET /api/me/bill',
      'GET /api/me/messages',
      'GET /api/me/withdrawals',
      'GET /api/me/coupons',
      'GET /api/me/rewards',
      'GET /api/gift-orders',
    ] as const) {
      expect(await other.call(key)).toEqual({ items: [], next: null });
    }
  });

  test('demo routes do not exist outside the demo', async () => {
    for (const [key] of routes.filter(([, route]) => route.demo)) {
      expect(
        await ask(key, { body: key.startsWith('POST') ? { memberId: owner.id } : undefined }),
      ).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });
});

describe('what is not right', () => {
  const items = [{ productId: '1', quantity: 1 }];
  const order = { basket: { kind: 'mall', items }, expectedTotalFen: 1, expectedEntitledFen: 1 };

  test.each<[string, string, unknown, string]>([
    ['no kind', 'POST /api/orders/quote', {}, 'body.kind'],
    ['an unknown kind', 'POST /api/orders/quote', { kind: 'gift' }, 'body.kind'],
    ['nothing', 'POST /api/orders/quote', { kind: 'mall', items: [] }, 'body.items'],
    [
      'too many products',
      'POST /api/orders/quote',
      {
        kind: 'mall',
        items: Array.from({ length: 21 }, (_, i) => ({ productId: String(i + 1), quantity: 1 })),
      },
      'body.items',
    ],
    [
      'a product twice',
      'POST /api/orders/quote',
      { kind: 'mall', items: [...items, ...items] },
      'body.items',
    ],
    [
      'none of a product',
      'POST /api/orders/quote',
      { kind: 'mall', items: [{ productId: '1', quantity: 0 }] },
      'body.items.0.quantity',
    ],
    [
      'half a piece',
      'POST /api/orders/quote',
      { kind: 'mall', items: [{ productId: '1', quantity: 1.5 }] },
      'body.items.0.quantity',
    ],
    [
      'a number for an id',
      'POST /api/orders/quote',
      { kind: 'mall', items: [{ productId: 1, quantity: 1 }] },
      'body.items.0.productId',
    ],
    [
      'an id that is none',
      'POST /api/orders/quote',
      { kind: 'mall', items: [{ productId: "1' OR 1", quantity: 1 }] },
      'body.items.0.productId',
    ],
    [
      'an amount of zero',
      'POST /api/orders/quote',
      { kind: 'cashier', storeId: '1', amountFen: 0 },
      'body.amountFen',
    ],
    [
      'an amount below zero',
      'POST /api/orders/quote',
      { kind: 'cashier', storeId: '1', amountFen: -1 },
      'body.amountFen',
    ],
    [
      'parts of a fen',
      'POST /api/orders/quote',
      { kind: 'cashier', storeId: '1', amountFen: 0.5 },
      'body.amountFen',
    ],
    [
      'an amount beyond all bounds',
      'POST /api/orders/quote',
      { kind: 'cashier', storeId: '1', amountFen: 100_000_001 },
      'body.amountFen',
    ],
    [
      'no expected total',
      'POST /api/orders',
      { ...order, expectedTotalFen: undefined },
      'body.expectedTotalFen',
    ],
    [
      'an expected entitlement as text',
      'POST /api/orders',
      { ...order, expectedEntitledFen: '1' },
      'body.expectedEntitledFen',
    ],
    ['a list for a body', 'POST /api/orders', [], 'body'],
    ['no code', 'POST /api/session', {}, 'body.code'],
    ['an empty code', 'POST /api/session', { code: '' }, 'body.code'],
    ['a scene that is too long', 'POST /api/session', { code: 'x', scene: 's'.repeat(33) }, 'body.scene'],
  ])('a body with %s is refused, and told where', async (_, key, body, path) => {
    const answer = await ask(key, { token: owner.token, body });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'bad_request', details: expect.arrayContaining([{ path, problem: expect.any(String) }]) },
    });
  });

  test.each([
    ['?limit=0', 'query.limit'],
    ['?limit=51', 'query.limit'],
    ['?limit=ten', 'query.limit'],
    ['?state=lost', 'query.state'],
    [`?cursor=${'9'.repeat(65)}`, 'query.cursor'],
  ])('a query %s is refused', async (query, path) => {
    expect(await ask('GET /api/orders', { token: owner.token, query })).toMatchObject({
      status: 400,
      body: { code: 'bad_request', details: [{ path }] },
    });
  });

  test.each(['abc', "0'", '-1', '99999999999999999999'])(
    'a cursor that is not one of ours (%s) gives a page, no error',
    async (cursor) => {
      for (const key of [
        'GET /api/orders',
        'GET /api/products',
        'GET /api/stores',
        'GET /api/queue/entries',
        'GET /api/me/bill',
        'GET /api/me/messages',
        'GET /api/me/invitees',
      ]) {
        expect(
          (await ask(key, { token: owner.token, query: `?cursor=${encodeURIComponent(cursor)}` })).status,
        ).toBe(200);
      }
    },
  );

  test('a path parameter of another form is refused', async () => {
    const response = await fetch(`${shop.url}/api/products/one`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request', details: [{ path: 'params.id' }] });
  });

  test.each<[string, Parameters<typeof ask>[1], number, string]>([
    ['text that is no JSON', { body: '{"code":', type: 'application/json' }, 400, 'bad_request'],
    [
      'another type',
      { body: 'code=1', type: 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    ['no body', {}, 415, 'unsupported_media_type'],
    ['a body that is too long', { body: { code: 'x'.repeat(70_000) } }, 413, 'payload_too_large'],
  ])('%s is refused', async (_, options, status, code) => {
    expect(await ask('POST /api/session', options)).toMatchObject({ status, body: { code } });
  });

  test('an address that does not exist, and a method that an address does not know', async () => {
    expect(await ask('GET /api/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const answer = await ask('DELETE /api/products');
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(answer.headers.get('allow')).toContain('GET');
  });

  test('a malformed address', async () => {
    expect((await fetch(`${shop.url}/api/products/%E0%A4%A`)).status).toBe(400);
  });
});
