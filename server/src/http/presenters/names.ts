const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A name as others may see it: `张三` → `张*`, `李小明` → `李**`, `abc` → `a**`. At most two stars: the length tells nothing. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...graphemes.segment(name.trim())].map(({ segment }) => segment);
  return first + '*'.repeat(Math.min(Math.max(rest.length, 1), 2));
}
