import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import type { Confirmation } from '@paifan/shared/settings/confirmations';
import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { settingsInForce, settingsVersion } from '../../src/db/settings';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type TestShop } from '../support/shop';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let shop: TestShop;
let owner: TestOperator;
beforeAll(async () => {
  shop = await startTestShop();
});
beforeEach(async () => {
  owner = await operatorWith(shop, 'owner');
  shop.clock.advance(1);
});
afterAll(() => shop.stop());

type Extra = {
  inForceFrom?: string;
  inForceVersion?: string;
  overruled?: string[];
  confirmed?: Confirmation[];
  latestVersion?: string;
};

async function body(changes: Partial<PlatformSettings>, extra: Extra = {}) {
  const { latestVersion } = await owner.call('GET /api/admin/settings');
  return { settings: { ...defaultSettings(), ...changes }, note: '试验', latestVersion, ...extra };
}
const publish = async (changes: Partial<PlatformSettings>, extra: Extra = {}) =>
  owner.call('POST /api/admin/settings/versions', { body: await body(changes, extra) });
const failToPublish = async (changes: Partial<PlatformSettings>, extra: Extra = {}) =>
  owner.fail('POST /api/admin/settings/versions', { body: await body(changes, extra) });
const cancel = (id: string) => ({ params: { id } });
const inMs = (milliseconds: number): string =>
  new Date(shop.clock.now().getTime() + milliseconds).toISOString();
const countVersions = (): Promise<number> => shop.db.settingsVersions.count();

describe('publishing', () => {
  test('is in force at once, and says who, when and why', async () => {
    const before = await owner.call('GET /api/admin/settings');
    const version = await publish({ autoConfirmDays: 11 });
    const now = shop.clock.now().toISOString();
    expect(version).toMatchObject({
      ...{ note: '试验', publishedBy: owner.login, operatorId: owner.id, state: 'inForce' },
      ...{ publishedAt: now, inForceFrom: now, overruled: [], confirmed: [], copiedFrom: null },
    });
    const after = await owner.call('GET /api/admin/settings');
    expect(after).toMatchObject({
      inForce: { id: version.id, settings: { autoConfirmDays: 11 } },
      scheduled: [],
    });
    expect(after.latestVersion).toBe(version.id);
    const earlier = await owner.call('GET /api/admin/settings/versions/:id', cancel(before.inForce.id));
    expect(earlier).toMatchObject({ state: 'superseded', settings: before.inForce.settings });
    const compared = await owner.call('GET /api/admin/settings/compare', {
      query: { from: before.inForce.id, to: version.id },
    });
    expect(compared.changes).toEqual([
      { key: 'autoConfirmDays', from: defaultSettings().autoConfirmDays, to: 11 },
    ]);
  });

  test('the audit log has what changed, with both values', async () => {
    await publish({});
    await publish({ extractionRatio: ratio('0.12'), featureName: '邻里排队' });
    const { items } = await owner.call('GET /api/admin/audit', {
      query: { action: 'settings.published', limit: '1' },
    });
    expect(items).toMatchObject([
      {
        before: { settings: { extractionRatio: '0.1', featureName: '排队返利' } },
        after: { note: '试验', settings: { extractionRatio: '0.12', featureName: '邻里排队' } },
      },
    ]);
  });

  test('of two at once over the same version one is refused, and told of the other', async () => {
    const [one, other] = [await body({ autoConfirmDays: 12 }), await body({ autoConfirmDays: 13 })];
    const before = await countVersions();
    const answers = await Promise.all(
      [one, other].map((each) => owner.send('POST /api/admin/settings/versions', { body: each })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { latestVersion } = await owner.call('GET /api/admin/settings');
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'settings_changed',
      details: { latestVersion },
    });
    expect(await countVersions()).toBe(before + 1);
  });

  test('ten at once that repeat one publication are one', async () => {
    const same = await body({ autoConfirmDays: 14 });
    const before = await countVersions();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => owner.send('POST /api/admin/settings/versions', { body: same })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await countVersions()).toBe(before + 1);
  });

  test.each<[what: string, changes: object, paths: string[]]>([
    ['a share above one', { extractionRatio: '1.1' }, ['extractionRatio']],
    ['a setting that does not exist', { bonus: true }, ['settings']],
    ['a team of three levels', { team: { levelRatios: {}, maxDepth: 3 } }, ['team.maxDepth']],
    ['a forbidden phrase in a name', { featureName: '稳 赚' }, ['featureName']],
    ['one in the exchange button', { exchangeName: '全返' }, ['exchangeName']],
  ])('refuses %s', async (_, changes, paths) => {
    const before = await countVersions();
    const failure = await failToPublish(changes);
    expect(failure).toMatchObject({
      status: 422,
      code: 'settings_invalid',
      details: { problems: paths.map((path) => ({ path })) },
    });
    expect(await countVersions()).toBe(before);
    const check = await owner.call('POST /api/admin/settings/check', {
      body: { settings: { ...defaultSettings(), ...changes } },
    });
    expect(check).toMatchObject({ problems: paths.map((path) => ({ path })), findings: [], changes: [] });
  });
});

describe('rewards that need a confirmation', () => {
  const REWARDS: Partial<PlatformSettings> = {
    referral: { directRatio: ratio('0.01'), indirectRatio: ratio('0.01'), freezeDays: 7 },
    acceleration: { directRatio: ratio('0.1'), indirectRatio: ratio('0.1') },
    team: { levelRatios: { 金卡: ratio('0.01') }, maxDepth: 2 },
    dividend: { weights: { 金卡: 1 } },
  };
  const ALL: Confirmation[] = ['indirect', 'indirectAcceleration', 'team', 'dividend'];

  test('are refused and named until each is confirmed; then the version keeps it, with who and when', async () => {
    expect(await failToPublish(REWARDS)).toMatchObject({
      status: 409,
      code: 'confirmation_needed',
      details: { missing: ALL },
    });
    expect(await failToPublish(REWARDS, { confirmed: ALL.slice(1) })).toMatchObject({
      details: { missing: ['indirect'] },
    });
    const version = await publish(REWARDS, { confirmed: ALL });
    expect(version).toMatchObject({ confirmed: ALL, operatorId: owner.id });
    const { items } = await owner.call('GET /api/admin/audit', {
      query: { subject: `settings:${version.id}` },
    });
    expect(items).toMatchObject([
      { operator: { id: owner.id }, at: version.publishedAt, after: { confirmed: ALL } },
    ]);
  });

  test('the direct reward is free, and a confirmation that is not needed is not kept', async () => {
    const direct = { referral: { directRatio: ratio('0.01'), indirectRatio: ratio('0'), freezeDays: 7 } };
    expect(await publish(direct, { confirmed: ['team'] })).toMatchObject({ confirmed: [] });
  });
});

describe('the margin guard', () => {
  test('blocks by name, and passes what is overruled by name', async () => {
    await publish({});
    const id = await shop.addProduct({ priceFen: fen(10_000), costFen: fen(9_500) });
    const name = `product:${id}`;
    const settings = { ...defaultSettings() };
    const check = await owner.call('POST /api/admin/settings/check', { body: { settings } });
    expect(check).toMatchObject({
      ...{ problems: [], confirmationsNeeded: [], changes: [] },
      findings: [{ name, title: '龙井茶', sum: '0.106', margin: '0.05', over: '0.056' }],
    });
    const failure = await failToPublish({}, { overruled: ['product:0'] });
    expect(failure).toMatchObject({
      status: 409,
      code: 'margin_exceeded',
      details: { findings: [{ name, title: '龙井茶' }] },
    });
    expect(await publish({}, { overruled: [name, 'store:9'] })).toMatchObject({ overruled: [name] });
    const titles = async () =>
      (await owner.call('GET /api/admin/settings/versions')).items[0]?.overruledTitles;
    expect(await titles()).toEqual(['龙井茶']);
    await shop.db.skus.destroy({ where: { productId: id } });
    await shop.db.products.destroy({ where: { id } });
    expect(await titles()).toEqual([name]);
  });
});

describe('scheduling', () => {
  const effective = (): Promise<number> =>
    settingsInForce(shop.db, shop.clock.now()).then(({ settings }) => settings.autoConfirmDays);

  test('is exact: to the millisecond, for orders too', async () => {
    await publish({ entitlementRatio: ratio('1') });
    const buyer = await shop.signIn(`buyer-${shop.clock.now().getTime()}`);
    const basket = mall(await shop.addProduct());
    const version = await publish({ entitlementRatio: ratio('0.5') }, { inForceFrom: inMs(HOUR) });
    expect(version.state).toBe('scheduled');
    expect((await owner.call('GET /api/admin/settings')).scheduled).toMatchObject([{ id: version.id }]);
    shop.clock.advance(HOUR - 1);
    const early = await shop.place(buyer, basket);
    shop.clock.advance(1);
    const late = await shop.place(buyer, basket);
    expect([early, late].map(({ lines }) => lines[0]?.terms.entitledFen)).toEqual([10_000, 5_000]);
    expect((await owner.call('GET /api/admin/settings')).inForce.id).toBe(version.id);
  });

  test('what is settled afterwards follows the settings of its own moment', async () => {
    const apart = { mallSharesQueue: false, capAtProfit: false };
    await publish({ ...apart, unclaimed: 'return' });
    await publish({ ...apart, unclaimed: 'carry' }, { inForceFrom: inMs(HOUR) });
    const buyer = await shop.signIn(`early-${shop.clock.now().getTime()}`);
    const poolAfter = async (pause: number): Promise<unknown> => {
      const product = await shop.addProduct();
      const { no } = await shop.place(buyer, mall(product));
      await shop.pay(buyer, no);
      await shop.deliver();
      shop.clock.advance(pause);
      await shop.settle();
      const [rows] = await shop.db.sequelize.query(
        `SELECT pool_fen FROM queues WHERE queue_key = 'product:${product}'`,
      );
      return rows;
    };
    // Nobody waits for either: what was paid an hour before goes back to the platform, what was paid after stays.
    expect(await poolAfter(HOUR)).toEqual([{ pool_fen: 0 }]);
    expect(await poolAfter(0)).toEqual([{ pool_fen: 1_000 }]);
  });

  test.each([
    ['now', 0],
    ['in the past', -HOUR],
    ['in less than a minute', MINUTE - 1],
  ])('%s is too soon', async (_, milliseconds) => {
    const failure = await failToPublish({}, { inForceFrom: inMs(milliseconds) });
    expect(failure).toEqual({ status: 409, code: 'schedule_too_soon' });
  });

  test('what was made before a scheduled version came into force does not undo it unseen', async () => {
    await publish({ autoConfirmDays: 18 });
    await publish({ autoConfirmDays: 19 }, { inForceFrom: inMs(HOUR) });
    const seen = await owner.call('GET /api/admin/settings');
    const made = { inForceVersion: seen.inForce.id };
    shop.clock.advance(HOUR);
    expect(await effective()).toBe(19);
    expect(await failToPublish({ featureName: '街坊' }, made)).toMatchObject({
      status: 409,
      code: 'settings_changed',
    });
    const now = await owner.call('GET /api/admin/settings');
    expect(now.latestVersion).toBe(seen.latestVersion);
    await publish({ featureName: '街坊' }, { inForceVersion: now.inForce.id });
  });

  test('a cancelled version never comes into force, and says so', async () => {
    await publish({ autoConfirmDays: 21 });
    const { id } = await publish({ autoConfirmDays: 22 }, { inForceFrom: inMs(HOUR) });
    const cancelled = await owner.call('POST /api/admin/settings/versions/:id/cancel', cancel(id));
    expect(cancelled).toMatchObject({ id, state: 'cancelled' });
    shop.clock.advance(2 * HOUR);
    expect(await effective()).toBe(21);
    expect(await owner.fail('POST /api/admin/settings/versions/:id/cancel', cancel(id))).toMatchObject({
      status: 409,
      code: 'settings_version_state',
    });
    expect((await settingsVersion(shop.db, id)).settings.autoConfirmDays).toBe(22);
  });

  test('in the last minute it cannot be cancelled any more, nor when it is in force', async () => {
    const { id } = await publish({ autoConfirmDays: 23 }, { inForceFrom: inMs(2 * MINUTE) });
    for (const pause of [MINUTE + 1, MINUTE]) {
      shop.clock.advance(pause);
      expect((await owner.fail('POST /api/admin/settings/versions/:id/cancel', cancel(id))).code).toBe(
        'settings_version_state',
      );
    }
    expect(await effective()).toBe(23);
  });

  test('of two who cancel at once one does', async () => {
    const { id } = await publish({ autoConfirmDays: 24 }, { inForceFrom: inMs(HOUR) });
    const answers = await Promise.all(
      [1, 2].map(() => owner.send('POST /api/admin/settings/versions/:id/cancel', cancel(id))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = await owner.call('GET /api/admin/audit', { query: { subject: `settings:${id}` } });
    expect(items.map(({ action }) => action)).toEqual(['settings.cancelled', 'settings.scheduled']);
  });
});

describe('rolling back', () => {
  test('publishes the old content as a new version', async () => {
    const first = await publish({ autoConfirmDays: 31, featureName: '街坊排队' });
    shop.clock.advance(1);
    const second = await publish({ autoConfirmDays: 32 });
    shop.clock.advance(1);
    const rolled = await owner.call('POST /api/admin/settings/versions/:id/rollback', {
      ...{ params: { id: first.id }, body: { note: '恢复', latestVersion: second.id } },
    });
    expect(rolled).toMatchObject({ copiedFrom: first.id, state: 'inForce', note: '恢复' });
    const compared = await owner.call('GET /api/admin/settings/compare', {
      query: { from: first.id, to: rolled.id },
    });
    expect(compared.changes).toEqual([]);
    const list = await owner.call('GET /api/admin/settings/versions', { query: { limit: '3' } });
    expect(list.items.map(({ id, state }) => [id, state])).toEqual([
      [rolled.id, 'inForce'],
      [second.id, 'superseded'],
      [first.id, 'superseded'],
    ]);
    expect(list.next).toBe(first.id);
  });

  test('is judged like any other publication', async () => {
    const indirect = { referral: { directRatio: ratio('0'), indirectRatio: ratio('0.01'), freezeDays: 1 } };
    const first = await publish(indirect, { confirmed: ['indirect'] });
    const { id: latestVersion } = await publish({});
    const roll = { params: { id: first.id }, body: { note: '恢复', latestVersion } };
    expect(await owner.fail('POST /api/admin/settings/versions/:id/rollback', roll)).toMatchObject({
      code: 'confirmation_needed',
    });
    const stale = {
      params: { id: first.id },
      body: { note: '恢复', latestVersion: first.id, confirmed: ['indirect' as const] },
    };
    expect(await owner.fail('POST /api/admin/settings/versions/:id/rollback', stale)).toMatchObject({
      code: 'settings_changed',
    });
  });
});

test('a version that is not there', async () => {
  const gone = { status: 404, code: 'settings_version_not_found' };
  const { latestVersion } = await owner.call('GET /api/admin/settings');
  expect(await owner.fail('GET /api/admin/settings/versions/:id', cancel('4000000000'))).toEqual(gone);
  expect(await owner.fail('POST /api/admin/settings/versions/:id/cancel', cancel('4000000000'))).toEqual(
    gone,
  );
  const roll = { ...cancel('4000000000'), body: { note: '恢复', latestVersion } };
  expect(await owner.fail('POST /api/admin/settings/versions/:id/rollback', roll)).toEqual(gone);
});
