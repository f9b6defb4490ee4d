import fc from 'fast-check';
import { LONGEST_TERM, queryTermsOf, termsOf } from './terms';

const terms = (text: string): string[] => [...termsOf(text)];

test.each<[string, string, string[]]>([
  ['Chinese, by pairs and the last character', '西湖龙井', ['西湖', '湖龙', '龙井', '井']],
  ['a single character', '茶', ['茶']],
  ['letters and figures beside it', '龙井250g', ['龙井', '井', '250', 'g']],
  ['figures with and without a space the same', '龙井 250 g', ['龙井', '井', '250', 'g']],
  ['no pair over a sign', '明前·龙井', ['明前', '前', '龙井', '井']],
  ['words in any letters', 'Café ÉCLAIR', ['cafe', 'eclair']],
  ['full width as half width', 'ＡＢＣ１２', ['abc', '12']],
  ['a code', 'LJ-250-A', ['lj', '250', 'a']],
  ['a word once', 'tea Tea 茶 茶', ['tea', '茶']],
  ['nothing but signs', '%_ … !', []],
  ['characters beyond the basic plane whole', '𠮷野家', ['𠮷野', '野家', '家']],
  ['long words by their beginning', 'a'.repeat(40), ['a'.repeat(LONGEST_TERM)]],
])('words: %s', (_, text, expected) => expect(terms(text)).toEqual(expected));

test.each<[string, string, string[]]>([
  ['a pair and all of it', '龙井茶', ['龙井', '井茶']],
  ['a single character begins a word', '茶', ['茶…']],
  ['letters begin a word', 'iph', ['iph…']],
  ['figures are looked for as they are', '龙井25', ['龙井', '25']],
  ['nothing', ' %_ ', []],
])('a query: %s', (_, query, expected) => {
  expect(queryTermsOf(query).map(({ term, isPrefix }) => (isPrefix ? `${term}…` : term))).toEqual(expected);
});

test('a text is found by any part of its Chinese, and by any of its words', () => {
  const found = (text: string, query: string): boolean =>
    queryTermsOf(query).every(({ term, isPrefix }) =>
      terms(text).some((word) => (isPrefix ? word.startsWith(term) : word === term)),
    );
  const han = fc.string({ unit: fc.constantFrom(...'明前西湖龙井茶手炒制'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(han, han, fc.nat(), fc.nat(), (before, after, from, length) => {
      const text = `${before} Tea100g ${after}`;
      const characters = [...after];
      const start = from % characters.length;
      const part = characters.slice(start, start + 1 + (length % characters.length)).join('');
      return found(text, part) && found(text, 'te') && found(text, '100g') && found(text, `${part} tea`);
    }),
  );
});
