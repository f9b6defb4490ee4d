import fc from 'fast-check';
import { anyShop, type AnyShop, LEVELS } from './anyShop';

/*
 * Random histories for comparing the rules with the naive model. What happens is drawn as small numbers and turned into events
 * with a light memory of what was placed, so that most events name something that is there, and some do not.
 */

const WHAT = {
  order: 26,
  pay: 14,
  complete: 9,
  refund: 8,
  draw: 4,
  exchange: 3,
  reset: 1,
  pause: 2,
  resume: 3,
  unionPayout: 2,
  dividend: 1,
  setLevel: 2,
} as const;
type What = keyof typeof WHAT;

const what = fc.oneof(
  ...(Object.keys(WHAT) as What[]).map((type) => ({ weight: WHAT[type], arbitrary: fc.constant(type) })),
);

const paidFen = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 6, arbitrary: fc.constantFrom(99, 100, 3333, 10_000, 16_800) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 20_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2_000_000_000 }) },
);
/** The cost in sixteenths of the price: none, a part, all of it, more. */
const costShare = fc.constantFrom(undefined, 0, 0, 4, 8, 12, 15, 16, 17);
const line = fc.record({
  product: fc.nat(2),
  paidFen,
  costShare,
  slot: fc.constantFrom(undefined, 'cash', 'points', 'points'),
});

const happening = fc.record({
  what,
  /** Pays the order at once. */
  pays: fc.boolean(),
  step: fc.nat(11),
  zone: fc.nat(2),
  /** Which order, counted back from the youngest of those that fit. */
  back: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(30) }),
  /** Any order rather than one that fits; beyond the youngest: one that does not exist. */
  any: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  kind: fc.constantFrom('mall', 'store', 'cashier'),
  member: fc.nat(11),
  store: fc.nat(1),
  deductedFen: fc.constantFrom(undefined, undefined, undefined, 0, 500),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  which: fc.nat(20),
  amount: fc.constantFrom('all', 'all', 'half', 'one', 'tooMuch', 'none', 'some'),
  someFen: fc.integer({ min: 0, max: 9000 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** From nothing to a day and more, with the last millisecond before and whole half hours. */
const STEPS = [
  0,
  0,
  1,
  1000,
  MINUTE,
  30 * MINUTE,
  HOUR,
  5 * HOUR,
  12 * HOUR,
  24 * HOUR - 1,
  24 * HOUR,
  30 * HOUR,
];

/** The same moment with one of several offsets. */
function written(at: number, zone: number): string {
  if (zone === 0) return new Date(at).toISOString();
  const [hours, offset] = zone === 1 ? [8, '+08:00'] : [-5, '-05:00'];
  return new Date(at + hours * HOUR).toISOString().replace('Z', offset);
}

type Placed = { id: string; kind: string; state: 'placed' | 'paid' | 'completed'; leftFen: number[] };

/** The item at an index that goes round and round. */
const at = <Value>(list: readonly Value[], index: number): Value => list[index % list.length] as Value;

/** All outcomes that some lottery of the shop has, and some that none has. */
function outcomesOf({ settings, products, stores }: AnyShop): string[] {
  const parts = [
    settings,
    ...products.map(({ rebate }) => rebate),
    ...stores.flatMap((s) => [s.rebate, s.cashier]),
  ];
  const outcomes = parts.flatMap((part) => {
    const lottery = part?.lottery;
    if (!lottery) return [];
    return 'prizes' in lottery ? lottery.prizes.map(({ ratio }) => ratio) : [lottery.min, lottery.max];
  });
  return [...outcomes, ...outcomes, '0', '1', '0.50', '0.555', '2.01'];
}

class Story {
  private readonly events: object[] = [];
  private readonly placed: Placed[] = [];
  private now = Date.parse('2025-12-31T23:00:00+08:00');

  constructor(private readonly shop: AnyShop) {}

  take(happens: Happening): void {
    this.now += at(STEPS, happens.step);
    this.add(happens, this.eventOf(happens));
    const youngest = this.placed.at(-1);
    if (happens.what === 'order' && happens.pays && youngest) this.add(happens, this.payment(youngest));
  }

  told(): object {
    return { ...this.shop, events: this.events };
  }

  private add({ zone }: Happening, event: object): void {
    this.events.push({ at: written(this.now, zone), ...event });
  }

  private eventOf(happens: Happening): object {
    const { what: type, which, someFen } = happens;
    const { members } = this.shop;
    switch (type) {
      case 'order':
        return this.order(happens);
      case 'pay':
        return this.payment(this.orderFor(happens, ({ state }) => state === 'placed'));
      case 'complete': {
        const order = this.orderFor(happens, ({ state }) => state === 'paid');
        if (order.state === 'paid') order.state = 'completed';
        return { type, order: order.id };
      }
      case 'refund':
        return this.refund(happens);
      case 'draw':
        return { type, entry: this.entryFor(happens), outcome: at(outcomesOf(this.shop), which) };
      case 'exchange':
        return { type, entry: this.entryFor(happens), asset: at(['points', 'love', 'voucher'], which) };
      case 'reset': {
        const reset = { type, queue: this.queueFor(happens) };
        // Every third comes late: by none, some or all of what happened lately.
        const joinedUntil = written(this.now - at(STEPS, someFen), happens.zone);
        return which % 3 === 0 ? { ...reset, joinedUntil } : reset;
      }
      case 'pause':
      case 'resume':
        return { type, queue: this.queueFor(happens) };
      case 'unionPayout':
        return { type };
      case 'dividend':
        return { type, amountFen: someFen };
      case 'setLevel':
        return { type, member: at(members, happens.member).id, level: at([...LEVELS, null], which) };
    }
  }

  private order({ kind: wanted, member, store, deductedFen, lines }: Happening): object {
    const { members, products, stores } = this.shop;
    const kind = stores.length === 0 ? 'mall' : wanted;
    const id = `o${this.placed.length}`;
    const written = (kind === 'cashier' ? lines.slice(0, 1) : lines).map(
      ({ product, paidFen, costShare, slot }) => ({
        product: kind === 'cashier' ? undefined : at(products, product).id,
        paidFen,
        costFen: costShare === undefined ? undefined : Math.floor((paidFen * costShare) / 16),
        slot,
      }),
    );
    this.placed.push({ id, kind, state: 'placed', leftFen: written.map(({ paidFen }) => paidFen) });
    const place = kind === 'mall' ? undefined : at(stores, store).id;
    return {
      type: 'order',
      id,
      member: at(members, member).id,
      kind,
      store: place,
      deductedFen,
      lines: written,
    };
  }

  private payment(order: Placed): object {
    if (order.state === 'placed') order.state = order.kind === 'cashier' ? 'completed' : 'paid';
    return { type: 'pay', order: order.id };
  }

  private refund(happens: Happening): object {
    const order = this.orderFor(
      happens,
      ({ state, leftFen }) => state !== 'placed' && leftFen.some((left) => left > 0),
    );
    const line = happens.which % (order.leftFen.length + (happens.any ? 1 : 0));
    const left = order.leftFen[line] ?? 0;
    const amountFen = {
      all: left,
      half: Math.ceil(left / 2),
      one: 1,
      tooMuch: left + 1,
      none: 0,
      some: happens.someFen,
    }[happens.amount];
    if (order.state !== 'placed' && amountFen <= left) order.leftFen[line] = left - amountFen;
    return { type: 'refund', order: order.id, line, amountFen };
  }

  private orderFor({ back, any }: Happening, fits: (order: Placed) => boolean): Placed {
    const fitting = this.placed.filter((order) => any || fits(order));
    const nobody: Placed = { id: 'none', kind: 'mall', state: 'placed', leftFen: [1] };
    if (fitting.length === 0 || (any && back >= fitting.length)) return nobody;
    return at(fitting, fitting.length - 1 - (back % fitting.length));
  }

  private entryFor(happens: Happening): string {
    const order = this.orderFor(happens, ({ state }) => state !== 'placed');
    return `${order.id}/${happens.which % order.leftFen.length}`;
  }

  private queueFor({ which }: Happening): string | undefined {
    const { products, stores } = this.shop;
    const own = stores.flatMap(({ id }) => [`store:${id}`, `cashier:${id}`]);
    const keys = [
      'mall',
      'stores',
      'cashiers',
      'union',
      ...products.map(({ id }) => `product:${id}`),
      ...own,
    ];
    return at([undefined, undefined, undefined, 'mall', 'mall', ...keys, 'nowhere'], which);
  }
}

/** A history as JSON, ready to be read by `readHistory` and by `playNaively`. */
export const anyHistory = (maxLength: number): fc.Arbitrary<object> =>
  fc
    .record({ shop: anyShop, happenings: fc.array(happening, { minLength: 1, maxLength, size: 'max' }) })
    .map(({ shop, happenings }) => {
      const story = new Story(shop);
      for (const happens of happenings) story.take(happens);
      return JSON.parse(JSON.stringify(story.told())) as object;
    });
