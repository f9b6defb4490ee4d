import type { SyncFunctions } from './wx';

/** The other program from which one came back, and what it says. */
export interface ReferrerInfo {
  appId: string;
  extraData: Record<string, unknown>;
}

/** What the program is told when it comes to the front. */
export interface ShowOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo?: ReferrerInfo;
}

type Listener = (options: unknown) => void;

/** Who is told when the program goes to the background and comes back: `wx.onAppShow` and its like. */
export function createLife(adopt: <T>(value: T) => T) {
  const shown = new Set<Listener>();
  const hidden = new Set<Listener>();
  const functions: SyncFunctions = {
    onAppShow: (listener: Listener) => void shown.add(listener),
    offAppShow: (listener?: Listener) => void (listener ? shown.delete(listener) : shown.clear()),
    onAppHide: (listener: Listener) => void hidden.add(listener),
    offAppHide: (listener?: Listener) => void (listener ? hidden.delete(listener) : hidden.clear()),
  };
  return {
    functions,
    show: (options: ShowOptions): void => [...shown].forEach((listener) => listener(adopt(options))),
    hide: (): void => [...hidden].forEach((listener) => listener(undefined)),
  };
}
