import fc from 'fast-check';
import { randomHistory } from '../../test/randomHistory';
import { runs } from '../../test/runs';
import { playWatched } from '../../test/watchedShop';
import { fen } from '../money/fen';
import type { QueueEvent } from '../rebate/settle/events';
import { netPaid } from '../rebate/settle/lines';
import { takeEvent } from './events';
import { readHistory } from './read';
import { resultOf } from './result';
import { openShop, type Shop } from './shop';

/* What holds for every shop as a whole: when all is refunded, when settings change, when an event is rejected. */

/** All lines of which something is paid, with what is left of them. */
const refundable = (shop: Shop) =>
  [...shop.orders.values()].flatMap(({ id, parts, state }) =>
    state === 'placed'
      ? []
      : parts
          .flatMap(({ row }) => row.lines)
          .filter((line) => netPaid(line) > 0)
          .map((line) => ({ order: id, line: line.line, leftFen: netPaid(line) })),
  );

/** Refunds everything, a line here and a line there, in parts. `choices` says which line is next and how much of it. */
function refundAll(shop: Shop, at: number, choices: readonly number[]): void {
  let left = refundable(shop);
  for (let index = 0; left.length > 0; index += 1) {
    const choice = choices[index % choices.length] ?? 0;
    const next = left[choice % left.length];
    if (next === undefined) throw new Error('there is a line');
    const { order, line, leftFen } = next;
    const amountFen = index < choices.length ? 1 + (choice % leftFen) : leftFen;
    const event = { at, type: 'refund' as const, order, line, amountFen: fen(amountFen) };
    expect(takeEvent(shop, event, `refund ${index}`)).toBe(true);
    left = refundable(shop);
  }
}

test('refunding everything, without dividends, leaves every balance at 0: of accounts, members and pools', () => {
  const choices = fc.array(fc.nat({ max: 30_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(randomHistory(60), choices, (json, chosen) => {
      const history = readHistory(json);
      const shop = playWatched(history, {});
      refundAll(shop, history.events.at(-1)?.at ?? 0, chosen);
      const { accounts, members, queues, rewards } = resultOf(shop, []);
      const balances = [accounts, ...Object.values(members)].flatMap((own): number[] => Object.values(own));
      expect(balances.filter((amount) => amount !== 0)).toEqual([]);
      for (const { poolFen, entries } of Object.values(queues)) {
        expect(poolFen).toBe(0);
        expect(entries.every(({ state, rewardedFen }) => state === 'cancelled' && rewardedFen === 0)).toBe(
          true,
        );
      }
      expect(rewards.every(({ state, amountFen }) => state === 'cancelled' && amountFen === 0)).toBe(true);
    }),
    runs(150),
  );
});

/** Another version of settings and rules comes into force; what is read when an event happens stays. SPEC section 3. */
function publish(shop: Shop, version: Shop): void {
  const { settings, products, stores, terms, lineTerms } = version;
  Object.assign(shop, { settings, products, stores, terms, lineTerms });
}

test('a change of settings never touches an order already placed: only those of the moment of placing count', () => {
  const versions = fc.array(randomHistory(1), { minLength: 2, maxLength: 4 });
  const choices = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      randomHistory(60),
      versions,
      choices,
      choices,
      choices,
      (json, others, placedUnder, later, otherwise) => {
        const history = readHistory(json);
        const published = [json, ...others].map((other) => openShop(readHistory(other)));
        const playUnder = (current: readonly number[]) => {
          const events: QueueEvent[] = [];
          const version = (chosen: readonly number[], index: number): Shop =>
            published[(chosen[index % chosen.length] ?? 0) % published.length] ?? openShop(history);
          const shop = playWatched(history, {
            before: ({ type }, index, playing) =>
              publish(playing, version(type === 'order' ? placedUnder : current, index)),
            happened: (event) => void events.push(event),
          });
          return { events, result: resultOf(shop, []) };
        };
        expect(playUnder(later)).toEqual(playUnder(otherwise));
      },
    ),
    runs(150),
  );
});

test('an event that is rejected changes nothing', () => {
  fc.assert(
    fc.property(randomHistory(40), (json) => {
      let before = '';
      playWatched(readHistory(json), {
        before: (_event, _index, shop) => {
          before = JSON.stringify(resultOf(shop, []));
        },
        after: (_event, taken, shop) => {
          if (!taken && shop.due.length === 0) expect(JSON.stringify(resultOf(shop, []))).toBe(before);
        },
      });
    }),
    runs(100),
  );
});
