import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { anyHistory } from '../../test/model/anyHistory';
import { playNaively } from '../../test/model/model';
import { runs } from '../../test/runs';
import { readHistory } from './read';
import { replay } from './result';

/*
 * The rules against a second, naive reading of the same text (shared/test/model). `PROPERTY_RUNS=20000 npm test -- shared -t naive`
 * compares for longer; a failure prints its seed and the smallest history that was found.
 */

const SCENARIOS = join(__dirname, '../../scenarios');
const ENDING = '.expected.json';

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(SCENARIOS, file), 'utf8'));

const names = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .sort();

test('the naive model brings every scenario out to the fen', () => {
  expect(names.length).toBeGreaterThanOrEqual(46);
  for (const name of names) {
    expect({ name, result: playNaively(readJson(`${name}.json`)) }).toEqual({
      name,
      result: readJson(`${name}${ENDING}`),
    });
  }
});

test('the rules and the naive model bring any history to the same result', () => {
  fc.assert(
    fc.property(anyHistory(60), (json) => expect(replay(readHistory(json))).toEqual(playNaively(json))),
    runs(300),
  );
});
