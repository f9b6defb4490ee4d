import { DEFAULT_TERMS } from './defaultTerms';
import { forbiddenIn } from './forbidden';

test('the terms that a shop may begin with say nothing that is forbidden', () => {
  expect(forbiddenIn(DEFAULT_TERMS.title + DEFAULT_TERMS.body)).toEqual([]);
});

test('the terms fit where they are kept', () => {
  expect(DEFAULT_TERMS.title.length).toBeLessThanOrEqual(64);
  expect(DEFAULT_TERMS.body.length).toBeLessThanOrEqual(20_000);
});
