import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { merchantId, type MerchantId } from '@paifan/shared/ids/ids';
import { readTable, UnreadableTable } from '../../src/tables/readTable';
import { xlsxWriter } from '../../src/tables/xlsxWriter';
import { judgeProducts } from '../../src/usecases/imports/judgeProducts';
import { operatorWith, type TestOperator } from '../support/operators';
import { startTestShop, type TestShop } from '../support/shop';

type LongJob = ResponseOf<'GET /api/admin/long-jobs/:id'>;

const TITLES = [
  '商品编码',
  '商品名称',
  '分类',
  '规格名',
  '规格值',
  '规格编码',
  '价格（元）',
  '成本（元）',
  '库存',
  '商品上架',
  '图片',
];
const CATEGORIES = new Map([['好物', 'goods']]);
const TEA = ['TEA', '龙井茶', '好物', '规格', '100 克', 'T1', '168.00', '90', '10', '是', '/pictures/a.svg'];
/** A row that differs from the tea in some columns. */
const like = (changes: Partial<Record<(typeof TITLES)[number], string>>): string[] =>
  TITLES.map((title, at) => changes[title] ?? TEA[at] ?? '');

describe('judging a table of products', () => {
  const judge = (...rows: string[][]) => judgeProducts([TITLES, ...rows], CATEGORIES, null);

  test('rows with one code are one product; columns are found by their titles, in any order', () => {
    const second = like({
      规格值: '250 克',
      规格编码: 'T2',
      '价格（元）': '388',
      库存: '',
      商品名称: '',
      图片: '',
    });
    const { products, problems } = judgeProducts(
      [TITLES, TEA, second].map((row) => [...row].reverse()),
      CATEGORIES,
      null,
    );
    expect(problems).toEqual([]);
    expect(products).toEqual([
      expect.objectContaining({
        ...{ row: 2, code: 'TEA', title: '龙井茶', categoryId: 'goods', specNames: ['规格'], onSale: true },
        ...{ pictures: ['/pictures/a.svg'], summary: null, weightGrams: null },
        skus: [
          {
            row: 2,
            choices: ['100 克'],
            code: 'T1',
            priceFen: 16_800,
            costFen: 9_000,
            stock: 10,
            onSale: true,
          },
          {
            row: 3,
            choices: ['250 克'],
            code: 'T2',
            priceFen: 38_800,
            costFen: 9_000,
            stock: null,
            onSale: true,
          },
        ],
      }),
    ]);
  });

  test.each<[string, string[][], number, string | null, RegExp]>([
    ['no code', [like({ 商品编码: '' })], 2, '商品编码', /不能为空/],
    ['a code in Chinese', [like({ 商品编码: '茶' })], 2, '商品编码', /字母/],
    ['no name', [like({ 商品名称: '' })], 2, '商品名称', /不能为空/],
    ['a name that is too long', [like({ 商品名称: '茶'.repeat(121) })], 2, '商品名称', /120/],
    ['an unknown category', [like({ 分类: '别处' })], 2, '分类', /别处/],
    ['no price', [like({ '价格（元）': '' })], 2, '价格（元）', /不能为空/],
    ['a price of nothing', [like({ '价格（元）': '0' })], 2, '价格（元）', /金额/],
    ['a price in tenths of a fen', [like({ '价格（元）': '1.005' })], 2, '价格（元）', /两位/],
    ['a price below zero', [like({ '价格（元）': '-1' })], 2, '价格（元）', /金额/],
    ['a price in words', [like({ '价格（元）': '1e3' })], 2, '价格（元）', /金额/],
    ['half a piece in stock', [like({ 库存: '1.5' })], 2, '库存', /整数/],
    ['neither yes nor no', [like({ 商品上架: 'true' })], 2, '商品上架', /是/],
    ['a picture from elsewhere', [like({ 图片: 'https://x/y.png' })], 2, '图片', /上传/],
    ['fewer choices than spec names', [like({ 规格值: '' })], 2, '规格值', /个数/],
    ['the same choices twice', [TEA, like({ 规格编码: 'T2' })], 3, '规格值', /重复/],
    [
      'several SKUs that differ in nothing',
      [like({ 规格名: '', 规格值: '' }), like({ 规格名: '', 规格值: '' })],
      2,
      '规格名',
      /规格名/,
    ],
    [
      'another name in a further row',
      [TEA, like({ 规格值: '大', 商品名称: '毛尖' })],
      3,
      '商品名称',
      /第 2 行/,
    ],
  ])('%s is told with its row and column', (_, rows, row, column, problem) => {
    expect(judge(...rows).problems).toContainEqual({ row, column, problem: expect.stringMatching(problem) });
  });

  test('every problem of every row is told, empty rows are passed over', () => {
    const { problems } = judge(
      TEA,
      TITLES.map(() => ''),
      like({ 商品编码: 'B', '价格（元）': 'x', 库存: 'y' }),
    );
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [4, '价格（元）'],
      [4, '库存'],
    ]);
  });

  test.each<[string, MerchantId | null, string, number]>([
    ['the shop', null, '', 0],
    ['the shop', null, '7', 1],
    ['merchant 7', merchantId('7'), '7', 0],
    ['merchant 7', merchantId('7'), '8', 1],
  ])('%s (%s) imports a row of merchant «%s»: %i problems', (_, importing, whose, problems) => {
    const judged = judgeProducts(
      [
        [...TITLES, '商家编号'],
        [...TEA, whose],
      ],
      CATEGORIES,
      importing,
    );
    expect(judged.problems.map(({ row, column }) => ({ row, column }))).toEqual(
      Array.from({ length: problems }, () => ({ row: 2, column: '商家编号' })),
    );
  });

  test.each<[string, string[][], RegExp]>([
    ['nothing', [], /缺少列/],
    ['a missing column', [['商品编码', '商品名称'], TEA], /分类、价格/],
    ['titles alone', [TITLES], /没有商品/],
    ['a title twice', [[...TITLES, '库存'], TEA], /重复/],
    ['too many rows', [TITLES, ...Array<string[]>(5_001).fill(TEA)], /5000/],
  ])('a table with %s is refused as a whole', (_, table, problem) => {
    expect(judgeProducts(table, CATEGORIES, null)).toEqual({
      products: [],
      problems: [expect.objectContaining({ row: 1, problem: expect.stringMatching(problem) })],
    });
  });
});

describe('reading a table', () => {
  test.each<[string, Buffer]>([
    ['UTF-8 with a mark', Buffer.from('\uFEFF茶,"1,5"\r\n"a""b",\'=x\r\n')],
    ['GB 18030', Buffer.concat([Buffer.from('b2e8', 'hex'), Buffer.from(',"1,5"\n"a""b",=x')])],
  ])('CSV in %s', async (_, file) => {
    expect(await readTable(file)).toEqual([
      ['茶', '1,5'],
      ['a"b', '=x'],
    ]);
  });

  test('XLSX has numbers as they are shown', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'paifan-table-'));
    const file = path.join(folder, 'table.xlsx');
    const writer = xlsxWriter(file, ['价格', '名称'], 3);
    const cell = (text: string, isNumber = true) => ({ text, isNumber });
    await writer.write([
      [cell('12.300000000000001'), cell('a & <b>', false)],
      [cell('168'), cell('', false)],
      [cell('5'), cell('on the second sheet', false)],
    ]);
    await writer.end();
    expect(await readTable(await readFile(file))).toEqual([
      ['价格', '名称'],
      ['12.3', 'a & <b>'],
      ['168', ''],
    ]);
    await rm(folder, { recursive: true });
  });

  test.each<[string, Buffer]>([
    ['a picture', Buffer.from([1, 0, 2])],
    ['a zip that is no XLSX', Buffer.from('PK\x03\x04 and nothing more')],
    ['a CSV with an open quote', Buffer.from('"a')],
  ])('%s is refused', async (_, file) => {
    await expect(readTable(file)).rejects.toThrow(UnreadableTable);
  });
});

describe('importing products', () => {
  let shop: TestShop;
  let folder: string;
  let operator: TestOperator;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'paifan-files-'));
    shop = await startTestShop({ config: { files: { folder } } });
    operator = await operatorWith(shop, 'catalogue');
  });
  afterAll(async () => {
    await shop.stop();
    await rm(folder, { recursive: true });
  });

  let keys = 0;
  const key = (): string => `import-key-${(keys += 1)}`;
  const csv = (...rows: string[][]): Buffer =>
    Buffer.from([TITLES, ...rows].map((row) => row.join(',')).join('\n'));

  async function upload(file: Buffer, idempotencyKey = key()): Promise<LongJob> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(file)]), 'products.csv');
    const response = await fetch(`${shop.url}/api/admin/imports/products/checks`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${operator.token}`, 'Idempotency-Key': idempotencyKey },
      body: form,
    });
    return (await response.json()) as LongJob;
  }
  async function check(file: Buffer): Promise<LongJob> {
    const { id } = await upload(file);
    await shop.shop.scheduler.runJob('runLongJobs');
    return operator.call('GET /api/admin/long-jobs/:id', { params: { id } });
  }
  const ask = (checkId: LongJob['id'], idempotencyKey = key()) =>
    operator.call('POST /api/admin/imports/products', {
      headers: { 'Idempotency-Key': idempotencyKey },
      body: { checkId },
    });
  async function importNow(checkId: LongJob['id']): Promise<LongJob> {
    const { id } = await ask(checkId);
    await shop.shop.scheduler.runJob('runLongJobs');
    return operator.call('GET /api/admin/long-jobs/:id', { params: { id } });
  }
  const catalogue = async () =>
    (await shop.db.products.findAll({ include: 'skus', order: [['code', 'ASC']] })).map((row) => ({
      ...{ code: row.code, title: row.title, priceFen: row.priceFen },
      skus: row.skus?.map(({ name, stock, costFen }) => ({ name, stock, costFen })),
    }));

  test('the check lists each bad row and changes nothing; the import of a bad table is refused', async () => {
    const before = await catalogue();
    const job = await check(
      csv(
        TEA,
        like({ 商品编码: 'B', '价格（元）': 'x' }),
        like({ 商品编码: 'C', 商品名称: '保本返现茶' }),
        like({ 商品编码: 'D', 图片: '' }),
        like({ 商品编码: 'E', '成本（元）': '167.99' }),
      ),
    );
    expect(job).toMatchObject({ state: 'done', problemCount: expect.any(Number), file: null });
    expect(job.problems).toEqual(
      expect.arrayContaining([
        { row: 3, column: '价格（元）', problem: expect.stringContaining('金额') },
        { row: 5, column: null, problem: '新商品至少要有一张图片' },
      ]),
    );
    expect(job.problems.map(({ row }) => row)).not.toContain(2);
    expect(await catalogue()).toEqual(before);
    expect(
      await operator.fail('POST /api/admin/imports/products', {
        headers: { 'Idempotency-Key': key() },
        body: { checkId: job.id },
      }),
    ).toEqual({ status: 409, code: 'table_problems' });
  });

  test('what was found right is imported; again, with other figures, it changes what is there', async () => {
    const first = await check(
      csv(TEA, like({ 规格值: '250 克', 规格编码: 'T2', '价格（元）': '388', '成本（元）': '200' })),
    );
    expect(first).toMatchObject({ problemCount: 0, doneCount: 1, totalCount: 1 });
    expect(await importNow(first.id)).toMatchObject({ state: 'done', problemCount: 0 });
    expect(await catalogue()).toEqual([
      {
        ...{ code: 'TEA', title: '龙井茶', priceFen: 16_800 },
        skus: [
          { name: '100 克', stock: 10, costFen: 9_000 },
          { name: '250 克', stock: 10, costFen: 20_000 },
        ],
      },
    ]);
    const second = await check(csv(like({ 商品名称: '狮峰龙井', 库存: '7', '成本（元）': '' })));
    expect(await importNow(second.id)).toMatchObject({ state: 'done' });
    expect(await catalogue()).toEqual([
      expect.objectContaining({
        title: '狮峰龙井',
        skus: [
          { name: '100 克', stock: 7, costFen: 9_000 },
          { name: '250 克', stock: 10, costFen: 20_000 },
        ],
      }),
    ]);
    const owner = await operatorWith(shop, 'owner');
    const { items } = await owner.call('GET /api/admin/audit', { query: { action: 'product.changed' } });
    expect(items[0]).toMatchObject({ operator: { id: operator.id } });
  });

  test('all or nothing: when a product cannot be saved any more, none is', async () => {
    const job = await check(csv(like({ 商品编码: 'G' }), like({ 商品编码: 'H', 规格编码: 'H1' })));
    expect(job.problemCount).toBe(0);
    const before = await catalogue();
    // The category of the table is called otherwise since.
    await shop.db.categories.update({ name: '旧物' }, { where: { id: 'goods' } });
    const done = await importNow(job.id);
    expect(done).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('没有导入'),
      problemCount: 2,
    });
    expect(await catalogue()).toEqual(before);
    await shop.db.categories.update({ name: '好物' }, { where: { id: 'goods' } });
  });

  test('an import that is begun again after its end does nothing more', async () => {
    const job = await check(csv(like({ 商品编码: 'AGAIN', 库存: '5' })));
    const { id } = await importNow(job.id);
    await shop.db.skus.update({ stock: 3 }, { where: { code: 'T1', stock: 5 } });
    await shop.db.longJobs.update(
      { state: 'running', leaseOwner: 'gone', leaseUntil: shop.clock.now() },
      { where: { id } },
    );
    await shop.shop.scheduler.runJob('runLongJobs');
    expect(await shop.db.longJobs.findByPk(id)).toMatchObject({ state: 'done' });
    expect((await catalogue()).find(({ code }) => code === 'AGAIN')?.skus).toEqual([
      { name: '100 克', stock: 3, costFen: 9_000 },
    ]);
  });

  test('one key is one check, one import', async () => {
    const checks = await Promise.all(
      [1, 2, 3].map(() => upload(csv(like({ 商品编码: 'ONCE' })), 'one-check')),
    );
    expect(new Set(checks.map(({ id }) => id)).size).toBe(1);
    await shop.shop.scheduler.runJob('runLongJobs');
    const id = checks[0]?.id as LongJob['id'];
    const imports = await Promise.all([1, 2, 3].map(() => ask(id, 'one-import')));
    expect(new Set(imports.map((job) => job.id)).size).toBe(1);
    await shop.shop.scheduler.runJob('runLongJobs');
  });

  test.each(['csv', 'xlsx'] as const)('the template as %s is found right', async (format) => {
    const response = await operator.send('GET /api/admin/imports/products/template', { query: { format } });
    const file = Buffer.from(response.body as Uint8Array);
    expect(await check(file)).toMatchObject({ state: 'done', problems: [], doneCount: 1 });
  });

  test('what was exported is imported as it is', async () => {
    const { id } = await operator.call('POST /api/admin/exports/products', {
      headers: { 'Idempotency-Key': key() },
      body: { format: 'csv' },
    });
    await shop.shop.scheduler.runJob('runLongJobs');
    const { url } = await operator.call('POST /api/admin/long-jobs/:id/link', { params: { id } });
    const file = Buffer.from(await (await fetch(`${shop.url}${url}`)).arrayBuffer());
    const before = await catalogue();
    const job = await check(file);
    expect(job.problems).toEqual([]);
    await importNow(job.id);
    expect(await catalogue()).toEqual(before);
  });

  test('what is no table is refused at once', async () => {
    expect(await upload(Buffer.from([0, 1, 2]))).toMatchObject({ code: 'table_refused' });
  });
});
