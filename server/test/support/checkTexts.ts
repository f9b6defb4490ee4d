/** Cuts SQL at what stands outside of quotes and parentheses. @param cut where a piece begins, of how many characters its mark is; 0: not here */
function pieces(sql: string, cut: (rest: string) => number): string[] {
  const found = [''];
  let depth = 0;
  for (let at = 0; at < sql.length; at += 1) {
    const literal = /^'(?:[^']|'')*'/.exec(sql.slice(at))?.[0];
    const marked = depth === 0 && literal === undefined ? cut(sql.slice(at)) : 0;
    if (marked > 0) found.push('');
    else found[found.length - 1] += literal ?? sql[at] ?? '';
    if (sql[at] === '(') depth += 1;
    if (sql[at] === ')') depth -= 1;
    at += Math.max(marked, literal?.length ?? 1) - 1;
  }
  return found.map((piece) => piece.trim());
}

const atWord = (word: string) => (rest: string) =>
  rest.startsWith(`${word} `) || rest.startsWith(`${word}\n`) ? word.length : 0;
const atComma = (rest: string): number => (rest.startsWith(',') ? 1 : 0);
const textOf = (part: string): string => (part.startsWith("'") ? part.slice(1, -1) : '{}');

/** The problems that a statement of sql/checks can tell of, with `{}` for each of their changing parts, in order. */
export function writtenBy(sql: string): string[] {
  const selects = pieces(sql.replaceAll(/^--.*$/gm, ''), atWord('SELECT')).slice(1);
  const problems = selects.map((select) => {
    const columns = pieces(pieces(select, atWord('FROM'))[0] ?? '', atComma);
    const problem = (columns[1] ?? '').replace(/ AS problem$/, '');
    const concat = /^CONCAT\((.*)\)$/s.exec(problem)?.[1];
    return (concat === undefined ? [problem] : pieces(concat, atComma)).map(textOf).join('');
  });
  return [...new Set(problems)].sort();
}
