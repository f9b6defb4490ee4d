import { ratio } from '@paifan/shared/money/ratio';
import { releaseLove } from '../../src/usecases/wallet/releaseLove';
import { startTestShop, type Person, type TestShop } from '../support/shop';
import { findings, give } from '../support/wallet';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

let shop: TestShop;
let person: Person;
beforeEach(async () => {
  shop = await startTestShop();
  await shop.publish({ loveReleaseRatio: ratio('0.1') });
  person = await shop.signIn('person');
});
afterEach(async () => {
  expect(await findings(shop)).toEqual([]);
  await shop.stop();
});

const run = () => shop.shop.scheduler.runJob('releaseLove');
const love = async (who: Person = person) => {
  const row = await shop.db.members.findByPk(who.id, { rejectOnEmpty: true });
  const { love: available, loveFrozen } = await (await shop.signIn(row.openid)).call('GET /api/me/wallet');
  return [available, loveFrozen];
};

test('every day releases its part, rounded down, until nothing is frozen; more runs on a day change nothing', async () => {
  await give(shop, person.id, 'loveFrozen', 25);
  const days: number[][] = [];
  for (let day = 0; day < 24; day += 1) {
    await run();
    await run();
    days.push(await love());
    shop.clock.advance(DAY);
  }
  expect(days[0]).toEqual([2, 23]);
  expect(days[1]).toEqual([4, 21]);
  expect(days[2]).toEqual([6, 19]);
  expect(days[3]).toEqual([7, 18]);
  expect(days.at(-1)).toEqual([25, 0]);
});

test('a day is a day in Shanghai', async () => {
  await give(shop, person.id, 'loveFrozen', 1_000);
  shop.clock.set(new Date(Date.UTC(2026, 6, 1, 15, 59)));
  await run();
  expect(await love()).toEqual([100, 900]);
  shop.clock.advance(60_000);
  await run();
  expect(await love()).toEqual([190, 810]);
});

test('several runs at once release once', async () => {
  await give(shop, person.id, 'loveFrozen', 1_000);
  await Promise.all(Array.from({ length: 8 }, () => releaseLove(shop.context, ratio('0.1'))));
  expect(await love()).toEqual([100, 900]);
});

test('a run that was cut off is taken up again on the same day, for those that it had not come to', async () => {
  const others = await Promise.all([1, 2, 3].map((number) => shop.signIn(`other${number}`)));
  for (const other of others) await give(shop, other.id, 'loveFrozen', 1_000);
  await run();
  await shop.db.sequelize.query('DELETE FROM love_releases');
  await give(shop, person.id, 'loveFrozen', 500);
  shop.clock.advance(HOUR);
  await run();
  expect(await Promise.all(others.map((other) => love(other)))).toEqual(others.map(() => [100, 900]));
  expect(await love()).toEqual([50, 450]);
});

test('with a ratio of 0 nothing is released, and it begins on the day on which one is set', async () => {
  await shop.publish({ loveReleaseRatio: ratio('0') });
  await give(shop, person.id, 'loveFrozen', 1_000);
  await run();
  expect(await love()).toEqual([0, 1_000]);
  await shop.publish({ loveReleaseRatio: ratio('0.5') });
  await run();
  expect(await love()).toEqual([500, 500]);
});
