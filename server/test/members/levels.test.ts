import type { LevelConditions } from '@paifan/shared/members/levels';
import { fen } from '@paifan/shared/money/fen';
import { asking, refund } from '../support/afterSale';
import { operatorWith, type TestOperator } from '../support/operators';
import { cashier, mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let owner: TestOperator;
let people = 0;
beforeAll(async () => {
  shop = await startTestShop({ config: { http: { signInsPerMinute: 1_000 } } });
  owner = await operatorWith(shop, 'owner');
  await addLevel('silver', 10, { match: 'any', spentFen: 15_000, completedOrders: 3 });
  await addLevel('gold', 20, { match: 'all', spentFen: 30_000, invitees: 1 });
  await addLevel('partner', 30, null);
});
afterAll(() => shop.stop());

const addLevel = (id: string, rank: number, conditions: LevelConditions | null) =>
  owner.call('POST /api/admin/levels', { body: { id, name: `${id} 会员`, rank, conditions } });
const newcomer = (scene?: string): Promise<Person> => shop.signIn(`level-${(people += 1)}`, scene);
const recompute = () => shop.shop.scheduler.runJob('recomputeLevels');
const levelOf = async (person: Person) => (await person.call('GET /api/me')).member.level;

/** Buys for so many fen and receives it. */
async function complete(person: Person, priceFen: number): Promise<string> {
  const { no } = await shop.buy(person, mall(await shop.addProduct({ priceFen: fen(priceFen) })));
  await person.call('POST /api/orders/:no/receipt', { params: { no } });
  return no;
}

test('completed orders raise a member, who is told and sees what is next', async () => {
  const member = await newcomer();
  expect(await member.call('GET /api/me/level')).toMatchObject({
    level: null,
    figures: { spentFen: 0, completedOrders: 0, invitees: 0 },
    next: { level: { id: 'silver' }, match: 'any' },
  });
  await complete(member, 14_999);
  await recompute();
  expect(await levelOf(member)).toBeNull();
  await complete(member, 1);
  await recompute();
  expect((await member.call('GET /api/me')).member).toMatchObject({
    level: 'silver',
    levelName: 'silver 会员',
  });
  expect(await member.call('GET /api/me/level')).toMatchObject({
    level: { id: 'silver', rank: 10 },
    figures: { spentFen: 15_000, completedOrders: 2 },
    next: {
      level: { id: 'gold' },
      match: 'all',
      progress: [
        { figure: 'spentFen', have: 15_000, need: 30_000 },
        { figure: 'invitees', have: 0, need: 1 },
      ],
    },
  });
  await shop.settle();
  const [latest] = (await member.call('GET /api/me/messages')).items;
  expect(latest).toMatchObject({ kind: 'levelRaised', body: '您的会员等级已提升为「silver 会员」。' });
});

test('a paid order counts only when it completes; a cashier payment at once', async () => {
  const member = await newcomer();
  await shop.buy(member, mall(await shop.addProduct({ priceFen: fen(20_000) })));
  await recompute();
  expect(await levelOf(member)).toBeNull();
  await shop.buy(member, cashier(await shop.addStore(), 15_000));
  await recompute();
  expect(await levelOf(member)).toBe('silver');
});

test('an invited member counts with the first completed order, not for joining', async () => {
  const inviter = await newcomer();
  const guest = await newcomer(inviter.inviteCode);
  await complete(inviter, 30_000);
  await recompute();
  expect(await levelOf(inviter)).toBe('silver');
  await complete(guest, 100);
  await recompute();
  expect(await levelOf(inviter)).toBe('gold');
  await complete(guest, 100);
  await recompute();
  expect((await inviter.call('GET /api/me/level')).figures.invitees).toBe(1);
});

test('running the job twice, or twice at once, changes nothing more', async () => {
  const member = await newcomer();
  await complete(member, 15_000);
  await Promise.all([recompute(), recompute(), recompute()]);
  const after = await shop.snapshot();
  await recompute();
  expect(await shop.snapshot()).toEqual(after);
  expect(after['figure_tasks']).toEqual([]);
});

test('what is refunded does not count any more', async () => {
  const member = await newcomer();
  const no = await complete(member, 15_000);
  await recompute();
  expect(await levelOf(member)).toBe('silver');
  await refund(shop, member, no, asking(1));
  await recompute();
  expect(await member.call('GET /api/me/level')).toMatchObject({
    level: null,
    figures: { spentFen: 14_999, completedOrders: 1 },
  });
});

describe('a level given by hand', () => {
  const give = (person: Person, level: string | null) =>
    owner.call('PUT /api/admin/members/:id/level', {
      params: { id: person.id },
      body: { level, reason: '合作伙伴' },
    });

  test('sticks, whatever the figures say, until it is taken back', async () => {
    const member = await newcomer();
    expect(await give(member, 'partner')).toMatchObject({ level: 'partner' });
    await complete(member, 15_000);
    await recompute();
    expect(await levelOf(member)).toBe('partner');
    expect(await give(member, null)).toMatchObject({ level: 'silver' });
  });

  test('keeps nobody from rising above it', async () => {
    const member = await newcomer();
    await give(member, 'silver');
    const guest = await newcomer(member.inviteCode);
    await complete(member, 30_000);
    await complete(guest, 100);
    await recompute();
    expect(await levelOf(member)).toBe('gold');
  });

  test.each([
    ['a level that is not there', 'nothing', 'level_not_found'],
    ['a member who is not there', 'partner', 'member_not_found'],
  ])('of %s is refused', async (_, level, code) => {
    const id = level === 'partner' ? ('999999' as Person['id']) : (await newcomer()).id;
    const body = { level, reason: '无' };
    expect(await owner.fail('PUT /api/admin/members/:id/level', { params: { id }, body })).toEqual({
      status: 404,
      code,
    });
  });
});

describe('levels', () => {
  test('are listed for everybody, the lowest first', async () => {
    const { items } = await shop.anyone.call('GET /api/levels');
    expect(items.map(({ id }) => id)).toEqual(['silver', 'gold', 'partner']);
    expect(await owner.call('GET /api/admin/levels')).toEqual({ items });
  });

  test('that change judge everybody again', async () => {
    const member = await newcomer();
    await complete(member, 5_000);
    await recompute();
    expect(await levelOf(member)).toBeNull();
    await addLevel('bronze', 5, { match: 'any', spentFen: 5_000 });
    await recompute();
    expect(await levelOf(member)).toBe('bronze');
    const change = { name: '铜卡', rank: 5, conditions: { match: 'any', spentFen: 5_001 } } as const;
    await owner.call('PUT /api/admin/levels/:id', { params: { id: 'bronze' }, body: change });
    await recompute();
    expect(await levelOf(member)).toBeNull();
    await owner.call('PUT /api/admin/levels/:id', {
      params: { id: 'bronze' },
      body: { ...change, conditions: null },
    });
    await recompute();
    await owner.call('DELETE /api/admin/levels/:id', { params: { id: 'bronze' } });
  });

  test('that somebody has, or a setting names, stay', async () => {
    expect(await owner.fail('DELETE /api/admin/levels/:id', { params: { id: 'silver' } })).toEqual({
      status: 409,
      code: 'level_in_use',
    });
    await addLevel('named', 40, null);
    await shop.publish({ dividend: { weights: { named: 1 } } });
    expect(await owner.fail('DELETE /api/admin/levels/:id', { params: { id: 'named' } })).toMatchObject({
      code: 'level_in_use',
    });
    const { inForce, latestVersion } = await owner.call('GET /api/admin/settings');
    const inForceFrom = new Date(shop.clock.now().getTime() + 3_600_000).toISOString();
    await shop.publish({});
    const later = await owner.call('POST /api/admin/settings/versions', {
      body: {
        ...{ settings: { ...inForce.settings }, note: '下月起', inForceFrom, confirmed: ['dividend'] },
        latestVersion: String(Number(latestVersion) + 1),
      },
    });
    expect(await owner.fail('DELETE /api/admin/levels/:id', { params: { id: 'named' } })).toMatchObject({
      code: 'level_in_use',
    });
    await owner.call('POST /api/admin/settings/versions/:id/cancel', { params: { id: later.id } });
    await owner.call('DELETE /api/admin/levels/:id', { params: { id: 'named' } });
  });

  test.each([
    ['an id twice', { id: 'silver', rank: 50, name: '又一个' }, 409, 'level_taken'],
    ['a rank twice', { id: 'other', rank: 10, name: '又一个' }, 409, 'level_taken'],
    ['a forbidden phrase', { id: 'other', rank: 50, name: '稳赚会员' }, 422, 'forbidden_phrase'],
    ['an id with a space', { id: 'a b', rank: 50, name: '又一个' }, 400, 'bad_request'],
  ])('with %s are refused', async (_, level, status, code) => {
    const before = await shop.snapshot();
    expect(
      await owner.fail('POST /api/admin/levels', { body: { ...level, conditions: null } }),
    ).toMatchObject({ status, code });
    expect(await shop.snapshot()).toEqual(before);
  });

  test('without a figure in their conditions are refused', async () => {
    const body = { id: 'empty', name: '空', rank: 60, conditions: { match: 'all' } } as const;
    expect(await owner.fail('POST /api/admin/levels', { body })).toMatchObject({ code: 'bad_request' });
  });
});
