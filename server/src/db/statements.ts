// A quoted text or name (a doubled or escaped quote stays inside), a comment, or the end of a statement.
const TOKEN = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|;/g;

/**
 * The statements of an SQL file, without their `;`. A `;` within quotes or comments ends nothing. Compound statements
 * (BEGIN … END) are not for migrations: a trigger's body is a single statement.
 */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  for (const { 0: token, index } of sql.matchAll(TOKEN)) {
    if (token !== ';') continue;
    statements.push(sql.slice(start, index));
    start = index + 1;
  }
  statements.push(sql.slice(start));
  return statements
    .map((statement) => statement.trim())
    .filter((statement) => withoutComments(statement) !== '');
}

const withoutComments = (sql: string): string =>
  sql.replace(TOKEN, (token) => (token.startsWith('--') || token.startsWith('/*') ? '' : token)).trim();
