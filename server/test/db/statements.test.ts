import { statementsOf } from '../../src/db/statements';

test.each([
  ['two statements', 'SELECT 1;\nSELECT 2;', ['SELECT 1', 'SELECT 2']],
  ['the last one without its end', 'SELECT 1;\nSELECT 2', ['SELECT 1', 'SELECT 2']],
  ['a semicolon in a text', "SELECT 'a;b', 'it''s;';", ["SELECT 'a;b', 'it''s;'"]],
  ['a semicolon after an escaped quote', "SELECT 'a\\';b';", ["SELECT 'a\\';b'"]],
  ['a semicolon in a name', 'SELECT `a;b`;', ['SELECT `a;b`']],
  ['a semicolon in a comment', '-- one; two\nSELECT 1;', ['-- one; two\nSELECT 1']],
  ['nothing but comments', '-- nothing;\n/* here; */\n', []],
])('%s', (_what, sql, statements) => expect(statementsOf(sql)).toEqual(statements));
