import type { EntryId, ProductId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let product: ProductId;
let ann: Person;
let bob: Person;
/** Entries in order of joining: of Ann and Bob in turn. */
const entries: EntryId[] = [];

const RULES = { extractionRatio: ratio('0.5'), entitlementRatio: ratio('1.2') };

const neighboursOf = async (person: Person, id: EntryId) =>
  person.call('GET /api/queue/entries/:id/neighbours', { params: { id } });

beforeAll(async () => {
  shop = await startTestShop();
  await shop.publish(RULES);
  product = await shop.addProduct();
  ann = await shop.signIn('openid-of-ann');
  bob = await shop.signIn('openid-of-bob');
  await shop.db.members.update({ nickname: '张三丰' }, { where: { id: ann.id } });
  await shop.db.members.update({ nickname: '李时珍' }, { where: { id: bob.id } });
  for (let turn = 0; turn < 16; turn += 1) {
    shop.clock.advance(60_000);
    const order = await shop.buy(turn % 2 === 0 ? ann : bob, mall(product));
    const entry = order.lines[0]?.entry;
    if (!entry) throw new Error('the order got no entry');
    entries.push(entry.id);
  }
});
afterAll(() => shop.stop());

const idAt = (position: number): EntryId => {
  const id = entries[position - 1];
  if (id === undefined) throw new Error(`nobody joined at ${position}`);
  return id;
};

test('a member sees who waits right before and right after, in order, with masked names', async () => {
  const { entry, neighbours = [] } = await neighboursOf(bob, idAt(14));
  expect(entry.state).toBe('waiting');
  const numbers = neighbours.map(({ number }) => number);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers).toContain(14);
  expect(numbers.at(-1)).toBe(16);
  expect(numbers.filter((number) => number < 14)).toHaveLength(5);
  for (const { number, own, nickname } of neighbours) {
    expect(own).toBe(number % 2 === 0);
    expect(nickname).toBe(own ? '李时珍' : '张**');
  }
});

test('those who no longer wait are not among them, and whoever waits no more sees nobody', async () => {
  const first = await neighboursOf(ann, idAt(1));
  expect(first.entry.state).toBe('done');
  expect(first.neighbours).toEqual([]);
  const waiting = await ann.call('GET /api/queue/entries', { query: { state: 'waiting', limit: '50' } });
  const oldest = waiting.items.at(-1);
  if (oldest?.number === undefined) throw new Error('nobody waits');
  const { neighbours = [] } = await neighboursOf(ann, oldest.id);
  const others = await bob.call('GET /api/queue/entries', { query: { state: 'waiting', limit: '50' } });
  const waitingNumbers = [...waiting.items, ...others.items].map(({ number }) => number);
  for (const { number } of neighbours) expect(waitingNumbers).toContain(number);
});

test('an entry of somebody else is as if it were not there', async () => {
  await expect(neighboursOf(bob, idAt(15))).rejects.toThrow('entry_not_found');
});

test.each([
  ['progress off hides everybody', { showProgress: false }, undefined],
  [
    'members off hides names and pictures',
    { showMember: false },
    ['number', 'own', 'rewardedFen', 'remainingFen'],
  ],
  [
    'the rewarded total off hides what they received',
    { showRewardedTotal: false },
    ['number', 'own', 'nickname', 'avatar', 'remainingFen'],
  ],
  [
    'pending amounts off hide what remains to them',
    { showPendingAmounts: false },
    ['number', 'own', 'nickname', 'avatar', 'rewardedFen'],
  ],
])('%s, on the server', async (_, switches, fields) => {
  shop.clock.advance(60_000);
  await shop.publish({ ...RULES, ...switches });
  const { neighbours } = await neighboursOf(bob, idAt(14));
  expect(neighbours === undefined ? undefined : Object.keys(neighbours[0] ?? {})).toEqual(fields);
});
