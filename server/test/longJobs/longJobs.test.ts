import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { productId, type MemberId, type ProductId } from '@paifan/shared/ids/ids';
import { manualClock } from '../../src/clock';
import { bindPhone, startShopWithFiles } from '../support/exports';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, type TestShop } from '../support/shop';

let shop: TestShop;
let folder: string;
let stop: () => Promise<void>;
let owner: TestOperator;
let orderNo: string;
const DAY = { from: '2026-03-02', to: '2026-03-02' };
const PHONE = '13812345678';

beforeAll(async () => {
  ({ shop, folder, stop } = await startShopWithFiles({
    clock: manualClock(new Date('2026-03-02T02:00:00Z')),
  }));
  owner = await operatorWith(shop, 'owner');
  const product = await shop.addProduct({ title: '=HYPERLINK("http://x","茶, 新")', costFen: undefined });
  const buyer = await shop.signIn('buyer');
  await bindPhone(shop, buyer.id, PHONE);
  await shop.buy(await shop.signIn('first'), mall(product));
  orderNo = (await shop.buy(buyer, mall(product, 2))).no;
});
afterAll(() => stop());

let keys = 0;
const key = () => ({ 'Idempotency-Key': `export-key-${(keys += 1)}` });
const run = () => shop.shop.scheduler.runJob('runLongJobs');

/** Downloads as a browser does: by the link alone. */
async function download(operator: TestOperator, id: string) {
  const found = await operator.call('GET /api/admin/long-jobs/:id', { params: { id: id as never } });
  expect(found).toMatchObject({ state: 'done', error: null });
  const { url } = await operator.call('POST /api/admin/long-jobs/:id/link', { params: { id: found.id } });
  const response = await fetch(`${shop.url}${url}`);
  expect(response.status).toBe(200);
  return { response, bytes: Buffer.from(await response.arrayBuffer()), job: found };
}

async function csvOf(id: string, operator = owner): Promise<string[][]> {
  const { bytes } = await download(operator, id);
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  return bytes
    .subarray(3)
    .toString('utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}

describe('exports', () => {
  test('orders: asked for, waited for, followed, downloaded', async () => {
    const asked = await owner.call('POST /api/admin/exports/orders', {
      headers: key(),
      body: { format: 'csv', ...DAY },
    });
    expect(asked).toMatchObject({ state: 'waiting', kindText: '导出订单', totalCount: null, file: null });
    expect(
      await owner.fail('POST /api/admin/long-jobs/:id/link', { params: { id: asked.id } }),
    ).toMatchObject({ code: 'long_job_state' });
    await run();
    const { response, job } = await download(owner, asked.id);
    expect(job).toMatchObject({ doneCount: 2, totalCount: 2 });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
      '导出订单-2026-03-02',
    );
    const [titles, , second] = await csvOf(asked.id);
    expect(titles?.slice(0, 6)).toEqual(['订单号', '类型', '状态', '会员编号', '门店', '应付金额']);
    expect(second?.[0]).toBe(orderNo);
    expect(second).toEqual(expect.arrayContaining(['商城', '已付款', '200.00', '2026-03-02 10:00:00']));
  });

  test('orders of one member, or with one product', async () => {
    const order = await shop.db.orders.findOne({
      where: { no: orderNo },
      include: 'lines',
      rejectOnEmpty: true,
    });
    const { memberId } = order;
    const product = order.lines?.[0]?.productId ?? productId('0');
    const ask = (more: { memberId?: MemberId; productId?: ProductId }) =>
      owner.call('POST /api/admin/exports/orders', {
        headers: key(),
        body: { format: 'csv', ...DAY, ...more },
      });
    const [ofMember, ofProduct, ofNone] = [
      await ask({ memberId }),
      await ask({ productId: product }),
      await ask({ memberId, productId: productId('999') }),
    ];
    await run();
    expect((await csvOf(ofMember.id)).slice(1).map(([no]) => no)).toEqual([orderNo]);
    expect(await csvOf(ofProduct.id)).toHaveLength(3);
    expect(await csvOf(ofNone.id)).toHaveLength(1);
  });

  test('orders of another day or state are not in it', async () => {
    const none = { from: '2026-03-03', to: '2026-03-03' };
    const ids = await Promise.all([
      owner.call('POST /api/admin/exports/orders', { headers: key(), body: { format: 'csv', ...none } }),
      owner.call('POST /api/admin/exports/orders', {
        headers: key(),
        body: { format: 'csv', ...DAY, state: 'closed' },
      }),
    ]);
    await run();
    for (const { id } of ids) expect(await csvOf(id)).toHaveLength(1);
  });

  test('XLSX has exact amounts as numbers and texts as texts; what looks like a formula is none', async () => {
    const body = { format: 'xlsx', ...DAY } as const;
    const { id } = await owner.call('POST /api/admin/exports/order-lines', { headers: key(), body });
    const csv = await owner.call('POST /api/admin/exports/order-lines', {
      headers: key(),
      body: { ...body, format: 'csv' },
    });
    await run();
    const [sheet] = await readXlsxFile((await download(owner, id)).bytes);
    const rows = sheet?.data ?? [];
    const column = (title: string): number => rows[0]?.indexOf(title) ?? -1;
    expect(rows.map((row) => row[column('名称')]).slice(1)).toEqual(
      Array(2).fill('=HYPERLINK("http://x","茶, 新")'),
    );
    expect(rows.map((row) => row[column('实付')])).toEqual(['实付', 100, 200]);
    const { bytes } = await download(owner, csv.id);
    expect(bytes.toString('utf8')).toContain(`"'=HYPERLINK(""http://x"",""茶, 新"")"`);
  });

  test('members: numbers are masked for all but who may read them', async () => {
    const service = await operatorWith(shop, 'service');
    const asked = await Promise.all(
      [owner, service].map((operator) =>
        operator.call('POST /api/admin/exports/members', { headers: key(), body: { format: 'csv' } }),
      ),
    );
    await run();
    const [whole, masked] = await Promise.all([
      csvOf(asked[0]?.id ?? ''),
      csvOf(asked[1]?.id ?? '', service),
    ]);
    expect(whole.map((row) => row[2])).toContain(PHONE);
    expect(masked.map((row) => row[2])).toContain('138****5678');
    expect(masked.flat()).not.toContain(PHONE);
  });

  test('journals balance, entries stand in line order, and the day adds up', async () => {
    const ask = <Body>(body: Body) => ({ headers: key(), body });
    const journals = await owner.call(
      'POST /api/admin/exports/journals',
      ask({ format: 'csv', ...DAY } as const),
    );
    const entries = await owner.call(
      'POST /api/admin/exports/entries',
      ask({ format: 'csv', queue: 'mall' as never } as const),
    );
    const days = await owner.call('POST /api/admin/exports/days', ask({ format: 'csv', ...DAY } as const));
    const products = await owner.call('POST /api/admin/exports/products', ask({ format: 'csv' } as const));
    const withdrawals = await owner.call(
      'POST /api/admin/exports/withdrawals',
      ask({ format: 'csv', ...DAY } as const),
    );
    await run();
    const amounts = (await csvOf(journals.id)).slice(1).map((row) => Number(row[8]?.replace('.', '')));
    expect(amounts.length).toBeGreaterThan(4);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(0);
    expect((await csvOf(entries.id)).slice(1).map((row) => row[0])).toEqual(['1', '2']);
    const [, day] = await csvOf(days.id);
    expect(day?.slice(0, 4)).toEqual(['2026-03-02', '2', '2', '300.00']);
    expect(await csvOf(products.id)).toHaveLength(2);
    expect(await csvOf(withdrawals.id)).toHaveLength(1);
  });
});

describe('a long job', () => {
  const members = () =>
    owner.call('POST /api/admin/exports/members', { headers: key(), body: { format: 'csv' } });

  test('is asked for once for each key, also side by side', async () => {
    const call = { headers: key(), body: { format: 'csv' } } as const;
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => owner.call('POST /api/admin/exports/members', call)),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(
      await owner.fail('POST /api/admin/exports/members', { ...call, body: { format: 'xlsx' } }),
    ).toMatchObject({ code: 'idempotency_key_reused' });
    await run();
  });

  test('that waits or runs can be cancelled; one that has ended cannot', async () => {
    const { id } = await members();
    const params = { id };
    expect(await owner.call('POST /api/admin/long-jobs/:id/cancel', { params })).toMatchObject({
      state: 'cancelled',
    });
    expect(await owner.call('POST /api/admin/long-jobs/:id/cancel', { params })).toMatchObject({
      state: 'cancelled',
    });
    await run();
    expect(await owner.call('GET /api/admin/long-jobs/:id', { params })).toMatchObject({
      state: 'cancelled',
      file: null,
    });
    const done = await members();
    await run();
    expect(
      await owner.fail('POST /api/admin/long-jobs/:id/cancel', { params: { id: done.id } }),
    ).toMatchObject({ code: 'long_job_state' });
  });

  test('whose process died is begun again; one that never comes to an end fails', async () => {
    const { id } = await members();
    const died = { state: 'running', leaseOwner: 'gone', attempts: 1 } as const;
    const leaseUntil = new Date(shop.clock.now().getTime() + 1000);
    await shop.db.longJobs.update({ ...died, leaseUntil }, { where: { id } });
    await run();
    expect(await shop.db.longJobs.findByPk(id)).toMatchObject({ state: 'running' });
    shop.clock.advance(1000);
    await run();
    expect(await shop.db.longJobs.findByPk(id)).toMatchObject({ state: 'done', attempts: 2 });
    const other = await members();
    await shop.db.longJobs.update({ ...died, attempts: 3, leaseUntil }, { where: { id: other.id } });
    await run();
    expect(await owner.call('GET /api/admin/long-jobs/:id', { params: { id: other.id } })).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('请重试'),
    });
  });

  test('that fails says why, and leaves no file', async () => {
    const { id } = await owner.call('POST /api/admin/exports/entries', {
      headers: key(),
      body: { format: 'csv', queue: 'product:404' as never },
    });
    await run();
    expect(await owner.call('GET /api/admin/long-jobs/:id', { params: { id } })).toMatchObject({
      state: 'failed',
      error: '队列不存在',
    });
    expect((await readdir(path.join(folder, 'results'))).filter((name) => name.endsWith('.part'))).toEqual(
      [],
    );
  });

  test('five at most wait for one operator', async () => {
    const busy = await operatorWith(shop, 'service');
    const ask = () =>
      busy.send('POST /api/admin/exports/members', { headers: key(), body: { format: 'csv' } });
    for (let n = 0; n < 5; n += 1) expect((await ask()).status).toBe(200);
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'long_job_limit' } });
    await run();
  });

  test('is its operator’s alone, and its file is for who may still have it', async () => {
    const { id } = await members();
    await run();
    const params = { id };
    const other = await operatorWith(shop, 'owner');
    for (const route of [
      'GET /api/admin/long-jobs/:id',
      'POST /api/admin/long-jobs/:id/cancel',
      'POST /api/admin/long-jobs/:id/link',
    ] as const)
      expect(await other.fail(route, { params })).toEqual({ status: 404, code: 'long_job_not_found' });
    expect((await other.call('GET /api/admin/long-jobs')).items).toEqual([]);
    const mine = await owner.call('GET /api/admin/long-jobs', {
      query: { kind: 'exportMembers', limit: '1' },
    });
    expect(mine.items.map((job) => job.id)).toEqual([id]);
    await shop.db.operators.update({ role: 'catalogue' }, { where: { id: owner.id } });
    expect(await owner.fail('POST /api/admin/long-jobs/:id/link', { params })).toMatchObject({
      code: 'forbidden',
    });
    await shop.db.operators.update({ role: 'owner' }, { where: { id: owner.id } });
  });

  test('has a link for five minutes, which nobody can make up, and a file for a week', async () => {
    const { id } = await members();
    await run();
    const { url } = await owner.call('POST /api/admin/long-jobs/:id/link', { params: { id } });
    const ask = async (address: string) => (await fetch(`${shop.url}${address}`)).status;
    expect(await ask(url)).toBe(200);
    expect(await ask(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)).toBe(404);
    expect(await ask(url.replace(`/${id}-`, `/${Number(id) - 1}-`))).toBe(404);
    shop.clock.advance(5 * 60_000);
    expect(await ask(url)).toBe(404);
    const file = path.join(folder, 'results', (await shop.db.longJobs.findByPk(id))?.fileName ?? '');
    expect(existsSync(file)).toBe(true);
    shop.clock.advance(7 * 86_400_000);
    await run();
    expect(existsSync(file)).toBe(false);
    const later = await operatorWith(shop, 'owner');
    expect(await shop.db.longJobs.findByPk(id)).toMatchObject({ state: 'done', fileName: null });
    expect(later.login).not.toBe('');
  });
});
