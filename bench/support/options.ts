import { parseArgs } from 'node:util';
import { ClearError } from '../../scripts/terminal';

/**
 * Reads options that are whole numbers: `--size 5000`. What is not given has its default.
 * @throws ClearError for an option that is not there, or a value that is no whole number above zero
 */
export function wholeNumbers<Name extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(defaults) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const given = parse(args, options, names);
  const values: Record<Name, number> = { ...defaults };
  for (const name of names) {
    const text = given[name];
    if (text === undefined) continue;
    if (typeof text !== 'string' || !/^[1-9]\d{0,8}$/.test(text))
      throw new ClearError(`--${name} has to be a whole number above zero, not ${String(text)}.`);
    values[name] = Number(text);
  }
  return values;
}

function parse(
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' }>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClearError(`${reason} Options: ${names.map((name) => `--${name} N`).join(', ')}.`);
  }
}
