import fc from 'fast-check';
import { fen } from '../money/fen';
import { Spending } from './spending';

test('sums are what adding up says, whatever was refunded since', () => {
  const steps = fc.array(
    fc.record({
      later: fc.nat({ max: 3 }),
      amount: fc.nat({ max: 100 }),
      refund: fc.nat({ max: 200 }),
      ago: fc.nat({ max: 20 }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const spending = new Spending();
      const model: { at: number; amount: number }[] = [];
      let now = 0;
      for (const { later, amount, refund, ago } of list) {
        now += later;
        expect(spending.add(now, fen(amount))).toBe(model.push({ at: now, amount }));
        const index = refund % (model.length * 2);
        const order = model[index];
        if (order !== undefined) {
          spending.refund(index + 1, fen(order.amount));
          order.amount = 0;
        }
        const expected = model.filter(({ at }) => at > now - ago).reduce((sum, one) => sum + one.amount, 0);
        expect(spending.since(now - ago)).toBe(expected);
      }
    }),
  );
});
