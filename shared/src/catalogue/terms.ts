/*
 * The words that products are found by. Chinese has no spaces, so a run of characters is cut into all pairs of neighbours; a
 * run of letters or of digits is a word. Text and query are cut the same way, and a product is found when it has every word of
 * the query. No dictionary, no engine of its own: an index of plain words does it in every database.
 */

/** Raise it when `termsOf` changes: the words of every product are taken again. */
export const TERMS_VERSION = 1;

/** Longer words are cut: they are found by their beginning. */
export const LONGEST_TERM = 16;

/** More words make a search slower and hardly narrower. */
const MOST_QUERY_TERMS = 8;

// Characters of scripts without spaces, letters of all others, digits.
const RUNS = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〇]+)|(\p{L}+)|(\p{N}+)/gu;

const MARKS = /\p{M}/gu;

/** One way to write it: full-width letters, capitals and accents make no difference. */
const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKS, '').normalize('NFC');

interface Run {
  readonly kind: 'characters' | 'letters' | 'digits';
  readonly text: string;
}

const runsOf = (text: string): Run[] =>
  [...plain(text).matchAll(RUNS)].map(([run, characters, letters]) => ({
    kind: characters ? 'characters' : letters ? 'letters' : 'digits',
    text: run,
  }));

const cut = (word: string): string => [...word].slice(0, LONGEST_TERM).join('');

/** Each character with its neighbour, and the last one alone: so whatever a character stands before, a term begins with it. */
function pairs(run: string): string[] {
  const characters = [...run];
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}

/** The words of a text, each once, in lower case; at most 16 characters long. */
export const termsOf = (text: string): ReadonlySet<string> =>
  new Set(runsOf(text).flatMap(({ kind, text: run }) => (kind === 'characters' ? pairs(run) : [cut(run)])));

/** A word that is looked for. */
export interface QueryTerm {
  readonly term: string;
  /** Any word that begins with it will do. */
  readonly isPrefix: boolean;
}

/**
 * The words of a query. A product must have them all; none: the query says nothing that could be found. A single character and
 * letters also find what begins with them; figures are looked for as they are: 5 is not 500.
 */
export function queryTermsOf(query: string): readonly QueryTerm[] {
  const found = new Map<string, QueryTerm>();
  for (const { kind, text } of runsOf(query)) {
    const characters = [...text];
    const terms = kind === 'characters' && characters.length > 1 ? pairs(text).slice(0, -1) : [cut(text)];
    const isPrefix = kind === 'letters' || (kind === 'characters' && characters.length === 1);
    for (const term of terms) found.set(term, { term, isPrefix });
  }
  return [...found.values()].slice(0, MOST_QUERY_TERMS);
}
