import { distanceText } from './distance';

it.each([
  [0, '10 m'],
  [4, '10 m'],
  [327, '330 m'],
  [994, '990 m'],
  [995, '1.0 km'],
  [1_249, '1.2 km'],
  [99_949, '99.9 km'],
  [99_950, '100 km'],
  [1_234_567, '1235 km'],
])('%d metres are «%s»', (metres, text) => expect(distanceText(metres)).toBe(text));
