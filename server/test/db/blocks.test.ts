import fc from 'fast-check';
import { before, blockOf, BLOCK_LEVELS, BLOCK_SIZE, positionsIn } from '../../src/db/blocks';

const near = (middle: number): fc.Arbitrary<number> => fc.integer({ min: middle - 300, max: middle + 300 });
const position = fc.oneof(
  fc.integer({ min: 1, max: 3000 }),
  ...[1, 2].map((level) => near(BLOCK_SIZE ** (level + 1))),
  fc.integer({ min: 1, max: 100_000_000 }),
);

test('what lies before a position is covered once and without a gap, by few rows of each kind', () => {
  fc.assert(
    fc.property(position, (at) => {
      const { blocks, positions } = before(at);
      let covered = 0;
      for (const { level, from, to } of blocks) {
        expect(from * positionsIn(level)).toBe(covered);
        covered = to * positionsIn(level);
        if (level < 2) expect(to - from).toBeLessThan(BLOCK_SIZE);
      }
      expect(positions.from).toBe(covered);
      expect(positions.to).toBe(at);
      expect(positions.to - positions.from).toBeLessThan(BLOCK_SIZE);
    }),
  );
});

test('a position lies in the block of its level', () => {
  expect([1, 127, 128, 255, 256].map((at) => blockOf(at, 0))).toEqual([0, 0, 1, 1, 2]);
  expect([1, 16_383, 16_384].map((at) => blockOf(at, 1))).toEqual([0, 0, 1]);
  expect([1, 2_097_151, 2_097_152].map((at) => blockOf(at, 2))).toEqual([0, 0, 1]);
  expect(BLOCK_LEVELS.map(positionsIn)).toEqual([128, 16_384, 2_097_152]);
});
