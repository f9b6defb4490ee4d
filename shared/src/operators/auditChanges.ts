/** One thing that the audit log says of something, before and after. `undefined`: it was not said. */
export interface Change {
  /** Where it stands: `['skus', '13', 'priceFen']`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly differs: boolean;
}

/** Whose parts are values as they are: settings and rules have words of their own for them. */
export const RULE_PARENTS: readonly string[] = ['settings', 'rebate', 'cashier'];

/**
 * Takes apart what the audit log keeps of a thing before and after, and says of each part whether it differs. What is said on one side
 * only, and is empty there, is no difference.
 * @returns the parts in the order in which they are said
 */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [from, to] = [partsOf(before), partsOf(after)];
  return [...new Set([...from.keys(), ...to.keys()])].map((key) => {
    const part = to.get(key) ?? from.get(key);
    const [was, is] = [from.get(key)?.value, to.get(key)?.value];
    return { path: part?.path ?? [], before: was, after: is, differs: differ(was, is) };
  });
}

interface Part {
  readonly path: readonly string[];
  readonly value: unknown;
}

function partsOf(state: unknown, path: readonly string[] = []): Map<string, Part> {
  const inner = RULE_PARENTS.includes(path.at(-2) ?? '') ? null : membersOf(state);
  if (inner === null)
    return path.length === 0 ? new Map() : new Map([[JSON.stringify(path), { path, value: state }]]);
  return new Map(inner.flatMap(([name, value]) => [...partsOf(value, [...path, name])]));
}

/** What something is made of: the fields of an object, the objects of a list by their ids or their places; null: it is one value. */
function membersOf(value: unknown): [string, unknown][] | null {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (items.length === 0 || !items.every(isObject)) return null;
    return items.map(({ id, ...rest }, index) => [typeof id === 'string' ? id : String(index + 1), rest]);
  }
  if (!isObject(value)) return null;
  const members = Object.entries(value);
  return members.length === 0 ? null : members;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function differ(before: unknown, after: unknown): boolean {
  if (before === undefined) return !isEmpty(after);
  if (after === undefined) return !isEmpty(before);
  return JSON.stringify(before) !== JSON.stringify(after);
}

const isEmpty = (value: unknown): boolean =>
  value === null || ['""', '[]', '{}'].includes(JSON.stringify(value));
