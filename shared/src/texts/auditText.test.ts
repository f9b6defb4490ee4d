import { auditLines, type AuditEntry } from './auditText';

const words = {
  settings: {
    label: (key: string) => `设置 ${key}`,
    text: (_: string, value: unknown) => `«${String(value)}»`,
  },
  rules: {
    label: (key: string) => `规则 ${key}`,
    text: (_: string, value: unknown) => JSON.stringify(value),
  },
};
/** What changed, as `title: before → after`. */
const changed = (entry: AuditEntry): string[] =>
  auditLines(entry, words).changed.map(({ title, before, after }) => `${title}: ${before} → ${after}`);
const same = (entry: AuditEntry): string[] =>
  auditLines(entry, words).same.map(({ title, after }) => `${title}: ${after}`);

const SKU = { id: '13', name: '大', priceFen: 10_000, stock: 10 };

test.each<[what: string, entry: AuditEntry, lines: string[]]>([
  [
    'a state in the words of its thing',
    { subject: 'application:A1', before: { state: 'submitted' }, after: { state: 'negotiating' } },
    ['状态: 待审核 → 待申请人确认'],
  ],
  [
    'the same word by another thing',
    { subject: 'withdrawal:1', before: { state: 'approved' }, after: { state: 'paid' } },
    ['状态: 待打款 → 已到账'],
  ],
  [
    'money, a share and a time',
    {
      subject: 'merchantPayout:1',
      before: { amountFen: 123_456, commission: '0.2', at: '2026-03-02T02:00:00.000Z' },
      after: { amountFen: -5, commission: '0.255', at: null },
    },
    ['金额: ¥1,234.56 → -¥0.05', '抽成比例: 20% → 25.5%', 'at: 2026-03-02 10:00:00 → 无'],
  ],
  [
    'what a balance counts in',
    {
      subject: 'adjustment:1',
      before: { balance: 'cash', amount: 100 },
      after: { balance: 'points', amount: 250 },
    },
    ['账户: 余额 → 积分', '数额: ¥1.00 → 2.50'],
  ],
  [
    'one SKU of several',
    {
      subject: 'product:7',
      before: { skus: [SKU, { ...SKU, id: '14' }] },
      after: { skus: [SKU, { ...SKU, id: '14', priceFen: 9_900 }] },
    },
    ['规格 · 14 · 价格: ¥100.00 → ¥99.00'],
  ],
  [
    'settings by their names and in their words',
    {
      subject: 'settings:2',
      before: { version: '1', settings: { payoutsPaused: false } },
      after: { settings: { payoutsPaused: true }, overruled: [], confirmed: null },
    },
    ['版本: 1 → —', '设置 payoutsPaused: «false» → «true»'],
  ],
  [
    'a rule of a store that had none',
    {
      subject: 'store:5',
      before: { commission: '0.3', rebate: {}, cashier: {} },
      after: { commission: '0.3', rebate: {}, cashier: { spendTiers: [{ days: 1 }] } },
    },
    ['收银台规则 · 规则 spendTiers: — → [{"days":1}]'],
  ],
  [
    'queues by their names',
    {
      subject: 'queue:mall',
      before: { queues: { 'product:9003': { waiting: 1 } } },
      after: { queues: { 'product:9003': { waiting: 0 } }, from: ['product:9003'], queue: 'mall' },
    },
    ['队列 · 商品队列 9003 · 在等的权益: 1 → 0', '从: — → 商品队列 9003', '队列: — → 商城队列'],
  ],
  [
    'a switch, and a word that nobody knows',
    { subject: 'thing:1', before: { onSale: true, odd: 'x' }, after: { onSale: false, odd: { a: [1, 2] } } },
    ['在售: 是 → 否', 'odd: x → —', 'odd · a: — → 1、2'],
  ],
  [
    'a list of words',
    { subject: 'operator:1', before: { role: 'service' }, after: { role: 'finance', ids: ['2', '3'] } },
    ['角色: 客服 → 财务', '编号: — → 2、3'],
  ],
])('%s', (_, entry, lines) => {
  expect(changed(entry)).toEqual(lines);
});

test('of what is new, all that is not empty; of what is gone, what it was', () => {
  const after = { name: '街角的店', merchant: null, overruled: [] };
  expect(changed({ subject: 'store:1', before: null, after })).toEqual(['名称: — → 街角的店']);
  expect(same({ subject: 'store:1', before: null, after })).toEqual(['商家编号: 无', '放行的利润校验: 无']);
  expect(changed({ subject: 'category:1', before: { name: '旧分类' }, after: null })).toEqual([
    '名称: 旧分类 → —',
  ]);
});

test('what stayed as it was is told apart from what changed', () => {
  const before = { login: 'xiaomei', role: 'service', enabled: true };
  const entry = { subject: 'operator:7', before, after: { ...before, enabled: false } };
  expect(changed(entry)).toEqual(['可以登录: 是 → 否']);
  expect(same(entry)).toEqual(['登录名: xiaomei', '角色: 客服']);
});

test('nothing before and nothing after is no line', () => {
  expect(auditLines({ subject: 'bookCheck:1', before: null, after: {} }, words)).toEqual({
    changed: [],
    same: [],
  });
});
