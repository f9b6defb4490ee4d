import { piecesOfTyped } from './stock';

it.each([
  ['0', 0],
  [' 12 ', 12],
  ['9999999', 9_999_999],
  ['10000000', null],
  ['', null],
  ['-1', null],
  ['1.5', null],
  ['012', null],
])('%p typed as pieces is %p', (typed, pieces) => {
  expect(piecesOfTyped(typed)).toBe(pieces);
});
