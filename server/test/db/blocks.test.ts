import fc from 'fast-check';
import { before, blockOf } from '../../src/db/blocks';

const position = fc.oneof(
  fc.integer({ min: 1, max: 3000 }),
  fc.integer({ min: 1024 * 1024 - 2000, max: 1024 * 1024 + 2000 }),
  fc.integer({ min: 1, max: 10_000_000 }),
);

test('what lies before a position is covered once and without a gap', () => {
  fc.assert(
    fc.property(position, (at) => {
      const { blocks1, blocks0, positions } = before(at);
      expect(blocks1.to * 1024).toBe(blocks0.from);
      expect(blocks0.to * 1024).toBe(positions.from);
      expect(positions.to).toBe(at);
      expect(blocks0.to - blocks0.from).toBeLessThan(1024);
      expect(positions.to - positions.from).toBeLessThan(1024);
    }),
  );
});

test('a position lies in the block of its level', () => {
  expect([1, 1023, 1024, 2047, 2048].map((at) => blockOf(at, 0))).toEqual([0, 0, 1, 1, 2]);
  expect([1, 1_048_575, 1_048_576].map((at) => blockOf(at, 1))).toEqual([0, 0, 1]);
});
