import type { QueuePlan } from '../src/rebate/settle/queuePlan';

/*
 * Changes one thing in a plan: a number, a name, a switch, or a row that is lost, there twice or in another place. What is
 * changed is told by its path without the indexes: `journals[].postings[].amount`.
 */

export interface Tampered {
  readonly plan: QueuePlan;
  readonly path: string;
}

type Holder = Record<string | number, unknown>;

/** A place in the plan where something can be changed. */
interface Spot {
  readonly holder: Holder;
  readonly key: string | number;
  readonly path: string;
}

function spotsIn(value: unknown, path: string, spots: Spot[]): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Holder;
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    const own = typeof key === 'number' ? `${path}[]` : `${path}${path === '' ? '' : '.'}${key}`;
    spots.push({ holder, key, path: own });
    spotsIn(holder[key], own, spots);
  }
}

/** Something else of the same kind: a number near by, the value of another place with the same path, the other switch. */
function otherValue(value: unknown, others: readonly unknown[], choice: number): unknown {
  const different = others.filter((other) => other !== value && typeof other === typeof value);
  const other = different[choice % Math.max(1, different.length)];
  if (typeof value === 'number')
    return [value + 1, value - 1, value * 2 + 7, 0, 0 - value, other ?? 1][choice % 6];
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return other ?? `${value}x`;
  return value === null ? others.find((one) => one !== null) : null;
}

/** Changes a list: its row is lost, there twice, or in the place of the next. */
function spoilRow(rows: unknown[], index: number, choice: number): string {
  if (choice % 3 === 0) {
    rows.splice(index, 1);
    return 'lost';
  }
  if (choice % 3 === 1) {
    rows.splice(index, 0, structuredClone(rows[index]));
    return 'twice';
  }
  const next = (index + 1) % rows.length;
  [rows[index], rows[next]] = [rows[next], rows[index]];
  return 'moved';
}

/** The plan with one thing changed, or null when the choice changes nothing. */
export function tamper(plan: QueuePlan, spotChoice: number, choice: number): Tampered | null {
  const spoiled = structuredClone(plan);
  const spots: Spot[] = [];
  spotsIn(spoiled, '', spots);
  const paths = [...new Set(spots.map(({ path }) => path))];
  const path = paths[spotChoice % Math.max(1, paths.length)];
  const alike = spots.filter((spot) => spot.path === path);
  const spot = alike[choice % Math.max(1, alike.length)];
  if (spot === undefined || path === undefined) return null;
  const { holder, key } = spot;
  const value = holder[key];
  let how = '';
  if (Array.isArray(holder) && typeof key === 'number' && typeof value === 'object') {
    how = ` ${spoilRow(holder, key, choice)}`;
  } else if (typeof value === 'object' && value !== null) {
    return null;
  } else {
    const changed = otherValue(
      value,
      alike.map((one) => one.holder[one.key]),
      choice,
    );
    /* Zero below zero is zero. */
    if (changed === undefined || changed === value) return null;
    holder[key] = changed;
  }
  return { plan: spoiled, path: `${path}${how}` };
}
