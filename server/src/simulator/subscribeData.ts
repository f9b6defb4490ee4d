/** What each kind of keyword of a subscription message takes (`thing1` is of kind `thing`). */
const KINDS: Readonly<Record<string, RegExp>> = {
  thing: /^[^\n]{1,20}$/u,
  number: /^-?(?=.{1,32}$)\d+(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: /\d{1,2}:\d{2}/,
  date: /^\d{4}(-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日)( \d{1,2}:\d{2}(:\d{2})?)?$/,
  amount: /^[\p{Sc}]?-?(?=[\d.]{1,11}元?$)\d{1,10}(\.\d{1,2})?元?$/u,
  phone_number: /^[\d+\-() ]{1,17}$/,
  car_number: /^[\p{L}\p{N}]{1,8}$/u,
  name: /^(\p{Script=Han}{1,10}|[A-Za-z ·]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
};

/** The first keyword whose value WeChat would refuse with 47003; undefined when all fit. */
export function unfitKeyword(data: Readonly<Record<string, string>>): string | undefined {
  return Object.keys(data).find((keyword) => {
    const kind = /^([a-z_]+?)_?\d*$/.exec(keyword)?.[1] ?? '';
    return !KINDS[kind]?.test(data[keyword] ?? '');
  });
}
