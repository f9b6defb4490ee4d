import { torture } from './torture';

const KILLS = 5;

// `npm run torture` does the same for longer.
test('a shop that is killed, cut off and locked out settles everything once, as if nothing had happened', async () => {
  const seed = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000);
  const { orders, harm, findings } = await torture({
    seed,
    kills: KILLS,
    givenUrl: process.env.TEST_DATABASE_URL,
  });
  expect(findings).toEqual([]);
  expect(orders).toBeGreaterThan(0);
  expect(harm.workers + harm.servers + harm.databases).toBe(KILLS);
}, 240_000);
