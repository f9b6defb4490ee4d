import fc from 'fast-check';
import { historyOf } from '../../test/planHistory';
import { randomHistory } from '../../test/randomHistory';
import { readHistory } from '../replay/read';
import { replay } from '../replay/result';
import { readPlan } from './readPlan';
import { resultOfPlay, playPlan, type Played } from './simulate';

interface Item {
  readonly id: string;
  readonly rebate?: object;
}
interface Store extends Item {
  readonly cashier?: object;
}
interface Shop {
  readonly settings: object;
  readonly products: readonly Item[];
  readonly stores: readonly Store[];
}

/** A history says what the random return draws, and a plan does not: it is left out. */
const withoutRandomReturn = <Rules extends object>(rules: Rules | undefined): Rules =>
  JSON.parse(JSON.stringify({ ...rules, randomReturn: undefined })) as Rules;

/** The rules of a random shop, with prices and a small trade. */
const plans = fc
  .record({
    shop: randomHistory(1).map((json) => json as Shop),
    seed: fc.nat(),
    price: fc.integer({ min: 1, max: 20_000 }),
    costFen: fc.integer({ min: 0, max: 3000 }),
    newPerDay: fc.integer({ min: 1, max: 3 }),
    returningPerDay: fc.integer({ min: 0, max: 5 }),
    completion: fc.constantFrom({ fromDays: 0, toDays: 3 }, { fromDays: 1, toDays: 1 }),
    partShare: fc.constantFrom('0', '0.5'),
  })
  .map(({ shop: { settings, products, stores }, price, costFen, newPerDay, returningPerDay, ...rest }) => {
    const sold = (prefix: string) =>
      products.map(({ id, rebate }, index) => ({
        id: `${prefix}${id}`,
        priceFen: price + 700 * index,
        rebate: withoutRandomReturn(rebate),
      }));
    const { partShare, ...trade } = rest;
    return {
      name: 'random',
      days: 9,
      settings: { ...withoutRandomReturn(settings), unionPayoutAt: '23:00' },
      products: sold('').map((product) => ({ ...product, costFen })),
      stores: stores.map((store) => ({
        ...store,
        rebate: withoutRandomReturn(store.rebate),
        cashier: withoutRandomReturn(store.cashier),
        recruiter: 'recruiter',
        products: sold(`${store.id} `),
        cashierOrders: { fromFen: 100, toFen: price + 100 },
      })),
      buyers: {
        newPerDay,
        returningPerDay,
        invitedShare: '0.7',
        levels: [
          { level: 'v1', share: '0.3' },
          { level: 'v2', share: '0.3' },
        ],
      },
      baskets: [
        { lines: 1, weight: 2 },
        { lines: 3, weight: 1 },
      ],
      deductions: { share: '0.2', ofPrice: '0.1' },
      refunds: { share: '0.3', partShare, fromDays: 1, toDays: 4 },
      drawShare: '0.7',
      ...trade,
    };
  });

const compared = ({
  id,
  member,
  ratio,
  source,
  entitledFen,
  rewardedFen,
  state,
}: Record<string, unknown>) => ({
  id,
  member,
  ratio,
  source,
  entitledFen,
  rewardedFen,
  state,
});

/** The played queues as a replay shows them. */
const queuesOf = ({ shop }: Played) =>
  Object.fromEntries(
    [...shop.queues.values()]
      .map(({ line }) => line)
      .filter(({ entries, poolFen }) => entries.length > 0 || poolFen !== 0)
      .map(({ key, poolFen, entries }) => [
        key,
        { poolFen, entries: entries.map((entry) => compared({ ...entry })) },
      ]),
  );

test('a simulated trade comes to the same, entry by entry, as a replay of the same orders', () => {
  fc.assert(
    fc.property(plans, (json) => {
      const plan = readPlan(json);
      const played = playPlan(plan);
      const { total } = resultOfPlay(played);
      const entries = [...played.shop.queues.values()].flatMap(({ line }) => line.entries);
      const drawn = new Map(
        entries.filter((entry) => entry.drawn).map(({ id, ratio }) => [id as string, ratio]),
      );
      const { unionPayoutAt: _, ...settings } = json.settings;
      const replayed = replay(readHistory(historyOf(plan, settings, (entry) => drawn.get(entry))));
      expect(queuesOf(played)).toEqual(replayed.queues);
      const rewards = replayed.rewards.filter(({ state }) => state !== 'cancelled');
      expect(total.rewardsFen).toBe(rewards.reduce((sum, { amountFen }) => sum + amountFen, 0));
      expect(total.poolFen - total.debtFen).toBe(replayed.accounts.pool);
    }),
    { numRuns: 200 },
  );
});
