import { readFileSync } from 'node:fs';

/** WeChat's own description of `wx`. */
const DESCRIPTION = require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts');

let known: readonly string[] | undefined;

/** The functions of `wx` that WeChat documents. */
export function documentedFunctions(): readonly string[] {
  known ??= readNames(readFileSync(DESCRIPTION, 'utf8'));
  return known;
}

/** Each stands below a comment of its own. */
function readNames(text: string): string[] {
  const wx = text.slice(text.indexOf('interface Wx {'));
  const names = [...wx.matchAll(/\*\/\n {8}(\w+)[<(]/g)].map(([, name]) => name ?? '');
  if (!names.includes('request')) throw new Error(`${DESCRIPTION} could not be read`);
  return [...new Set(names)];
}
