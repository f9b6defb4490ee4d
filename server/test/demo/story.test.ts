import { existsSync } from 'node:fs';
import path from 'node:path';
import { memberId, productId, storeId } from '@paifan/shared/ids/ids';
import { checkMargins } from '@paifan/shared/rebate/margin/checkMargins';
import { shanghaiMinute } from '@paifan/shared/time/shanghai';
import { PRODUCTS, STORES } from '../../src/demo/catalogue';
import { MEMBERS } from '../../src/demo/people';
import { demoSettings } from '../../src/demo/settings';
import { tellStory, type StoryEvent, type StoryOrder } from '../../src/demo/story';

const NOW = new Date('2026-11-22T07:30:00Z');
const story = tellStory(NOW);

const ordersOf = (events: readonly StoryEvent[]): StoryOrder[] =>
  events.flatMap((event) => (event.kind === 'order' ? [event.order] : []));

describe('the story of the demo shop', () => {
  test('the same moment tells the same story, another seed another one', () => {
    expect(tellStory(NOW)).toEqual(story);
    expect(tellStory(NOW, 1)).not.toEqual(story);
  });

  test.each([
    { when: 'in the afternoon', now: '2026-11-22T07:30:00Z' },
    { when: 'just after midnight in Shanghai', now: '2026-11-21T16:05:00Z' },
    { when: 'late in the evening', now: '2026-03-01T15:50:00Z' },
  ])('begun $when, it has 60 to 95 orders of every kind and ends at that moment', ({ now }) => {
    const events = tellStory(new Date(now));
    const orders = ordersOf(events);
    expect(orders.length).toBeGreaterThanOrEqual(60);
    expect(orders.length).toBeLessThanOrEqual(95);
    expect(new Set(orders.map(({ key }) => key)).size).toBe(orders.length);
    expect(new Set(orders.map(({ payment }) => payment))).toEqual(
      new Set(['paid', 'secondTry', 'never', 'open']),
    );
    expect(new Set(orders.map(({ member }) => member)).size).toBe(MEMBERS.length);
    expect(orders.some(({ basket }) => basket.kind === 'mall' && basket.items.length > 1)).toBe(true);
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times.at(-1)).toBe(new Date(now).getTime());
  });

  test('nobody comes before who invited them, and nobody orders before they came', () => {
    const present = new Set<string>();
    for (const event of story) {
      if (event.kind === 'join') {
        const inviter = MEMBERS.find(({ key }) => key === event.member)?.inviter ?? null;
        if (inviter !== null) expect(present).toContain(inviter);
        present.add(event.member);
      }
      if (event.kind === 'order') expect(present).toContain(event.order.member);
    }
  });

  test('counters are visited while their stores are open', () => {
    const counters = story.filter((event) => event.kind === 'order' && event.order.basket.kind === 'cashier');
    for (const { at } of counters) {
      expect(shanghaiMinute(at)).toBeGreaterThanOrEqual(10 * 60);
      expect(shanghaiMinute(at)).toBeLessThan(20.5 * 60);
    }
  });
});

describe('the shop behind it', () => {
  test('everything on sale, each store and its cashier earns what it gives away', () => {
    const catalogue = {
      products: PRODUCTS.map(({ key, rebate, priceFen, costFen }) => ({
        id: productId(key),
        rules: rebate,
        skus: [{ name: null, priceFen, costFen }],
      })),
      stores: STORES.map(({ key, commissionRatio, recruiter, rebate, cashier }) => ({
        id: storeId(key),
        rules: {
          commissionRatio,
          recruiter: recruiter === null ? null : memberId(recruiter),
          rebate,
          cashier,
        },
        products: [],
      })),
    };
    expect(checkMargins(demoSettings(), catalogue)).toEqual([]);
  });

  test('everything and everybody has a picture', () => {
    const pictures = [
      ...PRODUCTS.map(({ key }) => `products/${key}`),
      ...STORES.map(({ key }) => `stores/${key}`),
      ...MEMBERS.map(({ avatar }) => `avatars/${avatar}`),
    ];
    const folder = path.resolve(__dirname, '../../pictures');
    expect(pictures.filter((name) => !existsSync(path.join(folder, `${name}.svg`)))).toEqual([]);
  });
});
