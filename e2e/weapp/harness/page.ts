import type { Timers } from './timers';

export type Handler = (this: unknown, ...args: unknown[]) => unknown;

/** A page of the program while it is open: what `Page()` was given, with data of its own. */
export interface Page {
  readonly route: string;
  readonly data: Record<string, unknown>;
  /** How often its data has changed. */
  readonly changes: number;
  /** Calls a method of the page (`onLoad`, `onPullDownRefresh`, an event handler) if it has it. */
  tell(method: string, ...args: unknown[]): unknown;
  /** What `getCurrentPages()` shows of it. */
  readonly instance: object;
}

/** How much crossed from the logic to the view. WeChat advises against more than 256 kB at once and refuses over 1 MB. */
export interface SetDataRecord {
  count: number;
  bytes: number;
  largestBytes: number;
  /** Each in order: on which page, and how much. */
  payloads: { readonly route: string; readonly bytes: number }[];
}

const LARGEST_SET_DATA = 1024 * 1024;

/**
 * Opens a page from its configuration.
 * @throws RangeError from `setData` where WeChat refuses the amount of data.
 */
export function createPage(
  route: string,
  config: Record<string, unknown>,
  query: Record<string, string>,
  record: SetDataRecord,
  timers: Timers,
): Page {
  const data = JSON.parse(JSON.stringify(config['data'] ?? {})) as Record<string, unknown>;
  let changes = 0;

  const instance: Record<string, unknown> = {
    ...config,
    route,
    options: query,
    data,
    setData(change: Record<string, unknown>, done?: () => void) {
      const text = JSON.stringify(change);
      const bytes = Buffer.byteLength(text);
      record.count += 1;
      record.bytes += bytes;
      record.largestBytes = Math.max(record.largestBytes, bytes);
      record.payloads.push({ route, bytes });
      if (bytes > LARGEST_SET_DATA) throw new RangeError(`setData of ${bytes} bytes on ${route}`);
      for (const [path, value] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
        assign(data, path, value);
      }
      changes += 1;
      if (done !== undefined) timers.soon(() => done.call(instance));
    },
    selectComponent: () => null,
    selectAllComponents: () => [],
    getTabBar: () => null,
    getOpenerEventChannel: () => ({ on() {}, once() {}, off() {}, emit() {} }),
  };

  return {
    route,
    data,
    get changes() {
      return changes;
    },
    instance,
    tell(method, ...args) {
      const handler = instance[method];
      return typeof handler === 'function' ? (handler as Handler).apply(instance, args) : undefined;
    },
  };
}

/** Sets `a.b[0].c` in plain data, making what is missing on the way. */
export function assign(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  let at: Record<string, unknown> = data;
  keys.slice(0, -1).forEach((key, index) => {
    const below = at[key];
    if (typeof below !== 'object' || below === null) at[key] = /^\d+$/.test(keys[index + 1] ?? '') ? [] : {};
    at = at[key] as Record<string, unknown>;
  });
  const last = keys.at(-1);
  if (last !== undefined) at[last] = value;
}
