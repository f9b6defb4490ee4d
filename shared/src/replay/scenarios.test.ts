import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHistory } from './read';
import { replay } from './result';

const SCENARIOS = join(__dirname, '../../scenarios');
const ENDING = '.expected.json';

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(SCENARIOS, file), 'utf8'));

const names = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .sort();

test('the scenarios are there', () => expect(names.length).toBeGreaterThanOrEqual(46));

test.each(names)('%s comes out to the fen', (name) => {
  const result = replay(readHistory(readJson(`${name}.json`)));
  expect(JSON.parse(JSON.stringify(result))).toEqual(readJson(`${name}${ENDING}`));
});
