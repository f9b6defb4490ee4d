/*
 * What JSON.parse does not tell: a key that is there twice (the last one wins silently), and a number that is written as
 * a float though its value happens to be whole. Histories are checked for both, for either is a mistake of who wrote them.
 */

/** Where in a JSON document: keys and indexes from the outside in. */
export type JsonPath = readonly (string | number)[];

/** Is told what is wrong, and where. */
export type TellProblem = (path: JsonPath, message: string) => void;

/** An object or array that is open: where we are in it, and the keys so far (null: an array). */
interface Level {
  at: string | number;
  readonly keys: Set<string> | null;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;

const isDigit = (char: number): boolean => char >= 0x30 && char <= 0x39;
/** Digits, a point, an exponent, a sign. */
const isOfNumber = (char: number): boolean =>
  isDigit(char) || char === 0x2e || char === 0x65 || char === 0x45 || char === 0x2b || char === MINUS;

/** Just behind the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  return end + 1;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isOfNumber(text.charCodeAt(end))) end += 1;
  return end;
}

/** A key of the innermost object: `{"a\u0062": 1}` and `{"ab": 1}` have the same. */
function takeKey(quoted: string, levels: readonly Level[], tell: TellProblem): void {
  const level = levels.at(-1);
  if (level === undefined || level.keys === null) return;
  const key = quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  level.at = key;
  const path = (): JsonPath => levels.map(({ at }) => at);
  if (level.keys.has(key)) tell(path(), 'is there twice');
  if (key === '__proto__') tell(path(), 'is not a name that can be used');
  level.keys.add(key);
}

/**
 * Checks the text of a document that JSON.parse has accepted: each key once an object, numbers whole and written so,
 * and no key `__proto__`, which would be lost on the way.
 */
export function checkJsonText(text: string, tell: TellProblem): void {
  const levels: Level[] = [];
  let isKeyNext = false;
  for (let index = 0; index < text.length;) {
    const char = text.charCodeAt(index);
    const start = index;
    index += 1;
    if (char === QUOTE) {
      index = endOfString(text, start);
      if (isKeyNext) takeKey(text.slice(start, index), levels, tell);
    } else if (char === MINUS || isDigit(char)) {
      index = endOfNumber(text, start);
      const number = text.slice(start, index);
      if (!/^-?\d+$/.test(number))
        tell(
          levels.map(({ at }) => at),
          `${number} is not written as a whole number`,
        );
    } else if (char === OPEN_OBJECT || char === OPEN_ARRAY) {
      const isObject = char === OPEN_OBJECT;
      levels.push({ at: 0, keys: isObject ? new Set() : null });
      isKeyNext = isObject;
    } else if (char === CLOSE_OBJECT || char === CLOSE_ARRAY) {
      levels.pop();
    } else if (char === COLON) {
      isKeyNext = false;
    } else if (char === COMMA) {
      const level = levels.at(-1);
      isKeyNext = level?.keys !== null;
      if (level !== undefined && typeof level.at === 'number') level.at += 1;
    }
  }
}
