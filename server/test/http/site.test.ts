import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Koa from 'koa';
import { ConnectionAcquireTimeoutError } from 'sequelize';
import { contract } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { checkAnswer } from '../../src/http/middleware/checkAnswer';
import { listen, localUrl, type WebServer } from '../../src/http/server';
import { consoles, inlineScriptHashes, site } from '../../src/http/site';
import { startTestShop, type TestShop } from '../support/shop';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());
const get = (address: string, init?: RequestInit) => fetch(`${shop.url}${address}`, init);

describe('what anybody may see', () => {
  test('categories, stores and products with what a purchase may receive', async () => {
    expect(await shop.anyone.call('GET /api/categories')).toEqual({ items: [{ id: 'goods', name: '好物' }] });
    const plain = await shop.addStore({ name: '旧书店' });
    const generous = await shop.addStore({ cashier: { entitlementRatio: ratio('1.2') } });
    const off = await shop.addStore({ cashier: { enabled: false } });
    const { items } = await shop.anyone.call('GET /api/stores');
    expect(items.map(({ id, rebate }) => [id, rebate])).toEqual([
      [off, null],
      [generous, '1.2'],
      [plain, '1'],
    ]);
    expect(await shop.anyone.call('GET /api/stores/:id', { params: { id: plain } })).toMatchObject({
      name: '旧书店',
      rebate: '1',
    });

    const id = await shop.addProduct({ priceFen: fen(8_800), rebate: { entitlementRatio: ratio('1.1') } });
    const none = await shop.addProduct({ rebate: { enabled: false }, stock: 0 });
    const products = (await shop.anyone.call('GET /api/products')).items;
    expect(products).toMatchObject([
      { id: none, rebate: null, inStock: false },
      {
        id,
        inStock: true,
        rebate: {
          entitledFen: 9_680,
          ratio: '1.1',
          source: 'product.fixed',
          sourceText: '商品 · 默认权益',
        },
      },
    ]);
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id } })).toMatchObject({
      queueWaiting: 0,
      stock: 1_000,
    });
    expect(await shop.anyone.call('GET /api/products/:id', { params: { id: none } })).toMatchObject({
      queueWaiting: null,
    });
  });

  test('a longer list of stores asks the database no more often', async () => {
    const visitor = await shop.signIn('visitor-of-stores');
    const statements = async () => {
      const spy = jest.spyOn(shop.db.sequelize, 'query');
      await visitor.call('GET /api/stores', { query: { limit: '50' } });
      const { length } = spy.mock.calls;
      spy.mockRestore();
      return length;
    };
    const before = await statements();
    for (let index = 0; index < 5; index += 1) await shop.addStore();
    expect(await statements()).toBe(before);
  });

  test('what does not exist', async () => {
    expect((await get('/api/products/999999')).status).toBe(404);
    expect((await get('/api/stores/999999')).status).toBe(404);
  });

  test('a member sees the ratio of the own level', async () => {
    const id = await shop.addProduct({ rebate: { levelRatios: { 金卡: ratio('1.5') } } });
    const member = await shop.signIn('gold');
    await shop.db.members.update({ level: '金卡' }, { where: { id: member.id } });
    const rebateOf = async (client: typeof shop.anyone) =>
      (await client.call('GET /api/products/:id', { params: { id } })).rebate;
    expect(await rebateOf(shop.anyone)).toMatchObject({ ratio: '1', source: 'platform.fixed' });
    expect(await rebateOf(member)).toMatchObject({
      ratio: '1.5',
      source: 'product.level',
      sourceText: '商品 · 会员等级权益',
    });
  });
});

describe('the web server', () => {
  test('is healthy while the database answers', async () => {
    const healthy = await get('/healthz');
    expect([healthy.status, await healthy.json()]).toEqual([200, { healthy: true }]);
    const spy = jest.spyOn(shop.db.sequelize, 'query').mockRejectedValueOnce(new Error('gone'));
    const ill = await get('/healthz');
    expect([ill.status, await ill.json()]).toEqual([503, { healthy: false }]);
    spy.mockRestore();
  });

  test('names every request, by the proxy’s name if it has one', async () => {
    expect((await get('/api/features')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const named = await get('/api/features', { headers: { 'X-Request-Id': 'proxy-name-1' } });
    expect(named.headers.get('x-request-id')).toBe('proxy-name-1');
    const odd = await get('/api/features', { headers: { 'X-Request-Id': 'a b' } });
    expect(odd.headers.get('x-request-id')).not.toBe('a b');
  });

  test('answers what nobody foresaw with the request’s name and no detail', async () => {
    const spy = jest
      .spyOn(shop.db.categories, 'findAll')
      .mockRejectedValueOnce(new Error('the secret of the database'));
    const answer = await get('/api/categories');
    spy.mockRestore();
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toEqual({
      code: 'internal',
      message: '服务器内部错误',
      details: { requestId: answer.headers.get('x-request-id') },
    });
    expect(text).not.toContain('secret');
  });

  test('says that it is unavailable, not broken, while the database is', async () => {
    const spy = jest
      .spyOn(shop.db.categories, 'findAll')
      .mockRejectedValueOnce(new ConnectionAcquireTimeoutError(new Error('no connection')));
    const answer = await get('/api/categories');
    spy.mockRestore();
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'unavailable' }]);
  });

  test.each(['/', '/openapi.json', '/docs/', '/healthz', '/pictures/shop.svg', '/pages/home/index'])(
    '%s is only read',
    async (address) => {
      for (const method of ['POST', 'DELETE']) {
        const answer = await get(address, { method });
        expect([answer.status, await answer.json()]).toMatchObject([405, { code: 'method_not_allowed' }]);
        expect(answer.headers.get('allow')).toBe('GET, HEAD');
      }
    },
  );

  test('knows the API by its own letters only', async () => {
    expect(await (await get('/API/features')).text()).not.toContain('shopName');
    expect((await get('/pictures/nothing')).status).toBe(404);
  });

  test.each(['no http at all\r\n\r\n', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`])(
    'answers a malformed request as every other failure',
    async (bytes) => {
      const socket = connect(Number(new URL(shop.url).port), '127.0.0.1');
      socket.write(bytes);
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'bad_request' });
    },
  );

  test('sends headers that keep a page in its bounds, and lets nothing of the API be kept', async () => {
    const { headers } = await get('/api/features');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('compresses what is long', async () => {
    const answer = await get('/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });

  test('serves its own documentation, with nothing from elsewhere', async () => {
    expect(await (await get('/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
    expect((await get('/docs', { redirect: 'manual' })).headers.get('location')).toBe('/docs/');
    const page = await (await get('/docs/')).text();
    expect(page).not.toMatch(/https?:\/\//);
    for (const [, file] of page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)) {
      expect((await get(`/docs/${file}`)).status).toBe(200);
    }
  });

  test('serves pictures, and no file beside them', async () => {
    const picture = await get('/pictures/shop.svg');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect((await get('/pictures/nothing.svg')).status).toBe(404);
    expect([400, 403, 404]).toContain((await get('/pictures/..%2f..%2fpackage.json')).status);
  });

  test('has the payer’s sheet of the simulator', async () => {
    const buyer = await shop.signIn('sheet-reader');
    const { no } = await shop.place(buyer, {
      kind: 'mall',
      items: [{ productId: await shop.addProduct(), quantity: 1 }],
    });
    const params = await buyer.call('POST /api/orders/:no/payment', { params: { no } });
    const sheet = await get('/simulator/payer/sheet', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    });
    expect(await sheet.json()).toMatchObject({
      outTradeNo: no,
      amountFen: 10_000,
      description: '排返小铺-龙井茶',
    });
    expect((await get('/simulator/payer/prepay/none')).status).toBe(404);
    expect((await get('/simulator/nothing')).status).toBe(404);
  });
});

describe('the web build', () => {
  let folder: string;
  let server: WebServer;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'paifan site '));
    mkdirSync(path.join(folder, 'js'));
    writeFileSync(path.join(folder, 'index.html'), '<html><script>start()</script></html>');
    writeFileSync(path.join(folder, 'js/app.0a1b2c3d.js'), 'start = () => 1;');
    server = await listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  test('a server that is not ready says so', async () => {
    const answer = await fetch(server.url);
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'unavailable' }]);
  });

  test('files with a hash are kept for ever, the page is asked for each time, and any address opens it', async () => {
    const app = new Koa();
    app.use(site(folder));
    server.serve(app.callback());
    const file = await fetch(`${server.url}/js/app.0a1b2c3d.js`);
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const address of ['/', '/index.html', '/pages/line/index']) {
      const page = await fetch(`${server.url}${address}`);
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await page.text()).toContain('start()');
    }
    expect((await fetch(`${server.url}/js/gone.js`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/nothing`)).status).toBe(404);
  });

  test('what lies there compressed is sent so, as what it is and for ever, to whoever takes it', async () => {
    const app = new Koa();
    app.use(site(folder));
    server.serve(app.callback());
    const script = 'start = () => 2;';
    const name = 'js/first.4d3c2b1a.js';
    writeFileSync(path.join(folder, name), script);
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(script));
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(script));
    for (const [accepted, encoding] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const answer = await fetch(`${server.url}/${name}`, { headers: { 'Accept-Encoding': accepted } });
      const { headers } = answer;
      expect(await answer.text()).toBe(script);
      expect(headers.get('content-encoding')).toBe(encoding);
      expect(headers.get('content-type')).toMatch(/javascript/);
      expect(headers.get('cache-control')).toContain('immutable');
    }
  });

  test('the consoles have their pages below their own address, also those that are called like something beside them', async () => {
    const app = new Koa();
    app.use(consoles(folder));
    app.use(site(path.join(folder, 'nowhere')));
    server.serve(app.callback());
    for (const name of ['', '/', '/queues/mall', '/simulator', '/api', '/docs/1', '/pictures', '/uploads']) {
      const page = await fetch(`${server.url}/admin${name}`);
      expect([name, page.status, await page.text()]).toEqual([name, 200, expect.stringContaining('start()')]);
    }
    expect((await fetch(`${server.url}/admin/js/app.0a1b2c3d.js`)).status).toBe(200);
    expect((await fetch(`${server.url}/admin/js/gone.js`)).status).toBe(404);
    expect((await fetch(`${server.url}/simulator`)).status).toBe(404);
  });

  test('only the inline scripts of its page are allowed', () => {
    expect(inlineScriptHashes(folder)).toEqual([expect.stringMatching(/^'sha256-[0-9A-Za-z+/]{43}='$/)]);
    expect(inlineScriptHashes(path.join(folder, 'nowhere'))).toEqual([]);
  });

  test.each([
    [null, 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://127.0.0.1:80'],
    ['::', 'http://127.0.0.1:80'],
    ['::1', 'http://[::1]:80'],
    ['192.168.1.5', 'http://192.168.1.5:80'],
  ])('a server that listens on %s is reached at %s', (host, url) => {
    expect(localUrl(host, 80)).toBe(url);
  });
});

describe('an answer that is not as contracted is a bug that shows', () => {
  const schema = contract['GET /api/categories'].response;
  test.each<[string, unknown, RegExp]>([
    ['a field is missing', { items: [{ id: 'a' }] }, /items\[0\]\.name/],
    ['a field has another type', { items: [{ id: 1, name: 'a' }] }, /items\[0\]\.id/],
    ['a field is one too many', { items: [], more: 1 }, /fields that the contract does not have/],
    ['there is no answer', undefined, /does not answer as contracted/],
  ])('%s', (_, body, message) => {
    expect(() => checkAnswer('GET /api/categories', schema, body)).toThrow(message);
  });
  test('a picture that is none', () => {
    expect(() => checkAnswer('GET /api/me/invite-code.png', 'image/png', {})).toThrow(/picture/);
  });
});
