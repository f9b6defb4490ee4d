/*
 * What no text of the shop may say, also none that an operator writes: the rebate is shared, never promised. SPEC section 12.
 */

/** A phrase as the console names it, and how it is found in a text without spaces and signs. */
interface Forbidden {
  readonly phrase: string;
  readonly pattern: RegExp;
}

// prettier-ignore
/** The list. Each pattern also finds the usual ways around it: traditional letters, figures for words. */
export const FORBIDDEN: readonly Forbidden[] = [
  { phrase: '消费多少返多少', pattern: /[消花][费費]?多少[,]?[就]?返[还還]?多少/ },
  // 安全返回 is another word.
  { phrase: '全返', pattern: /(?<!安)全(?:额|額|部|数|數)?返(?!回)|百分之?百返|100返/ },
  { phrase: '稳赚', pattern: /[稳穩][赚賺]/ },
  { phrase: '躺赚', pattern: /躺[着著]?[赚賺]/ },
  { phrase: '永动', pattern: /永[动動]/ },
  { phrase: '零风险', pattern: /[零0〇无無][风風][险險]|[没沒]有?[风風][险險]/ },
  { phrase: '以日期承诺', pattern: /[0-9一二两三四五六七八九十百半几]+个?(?:天|日|周|月|年|小时)(?:之?[内后]|左右)?(?:就|必|包|可|全|即)*(?:返|回本|到[账帐]|[赚賺])/ },
];

/** Spaces, signs and letters without width between the words do not hide them. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/** The phrases of the list that a text says; none: it may be shown. */
export const forbiddenIn = (text: string): readonly string[] =>
  FORBIDDEN.filter(({ pattern }) => pattern.test(bare(text))).map(({ phrase }) => phrase);
