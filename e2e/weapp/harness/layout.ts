import type { CanvasNode } from './canvas';
import type { Timers } from './timers';
import { isRecord, type SyncFunctions } from './wx';

/** What the box that a selector query measures always says here: nothing is laid out. */
const BOX = {
  left: 0,
  right: 390,
  top: 0,
  bottom: 100,
  width: 390,
  height: 100,
  scrollTop: 0,
  scrollLeft: 0,
};

/** An element that the program watches for coming near the screen. */
export interface Watched {
  selector: string;
  /** Says that it is near, or far, and how high it is: nothing is laid out, so the test says it. */
  tell(near: boolean, heightPx: number): void;
}

type Measured = (result: unknown) => void;

/**
 * `wx.createSelectorQuery` and `wx.createIntersectionObserver`.
 * @param canvasOf the canvas on the page that a selector names; null: there is none
 */
export function createLayout(
  timers: Timers,
  canvasOf: (selector: string) => CanvasNode | null,
  adopt: <T>(value: T) => T,
) {
  const watched = new Set<Watched>();

  function createSelectorQuery() {
    const asked: { result: () => unknown; callback: Measured | null }[] = [];
    const ask = (result: () => unknown, callback?: unknown) => {
      asked.push({ result, callback: typeof callback === 'function' ? (callback as Measured) : null });
      return query;
    };
    const box = (callback?: unknown) => ask(() => adopt(BOX), callback);
    const withCanvas = (selector: string, fields: unknown) => () => {
      const wanted = isRecord(fields) ? fields : {};
      const node = wanted['node'] === true ? canvasOf(selector) : null;
      return { ...(wanted['size'] === true ? BOX : {}), ...(wanted['node'] === true ? { node } : {}) };
    };
    const nodeOf = (selector: string) => ({
      boundingClientRect: box,
      scrollOffset: box,
      context: box,
      node: (callback?: unknown) => ask(withCanvas(selector, { node: true }), callback),
      fields: (fields: unknown, callback?: unknown) => ask(withCanvas(selector, fields), callback),
    });
    const query = {
      in: () => query,
      select: nodeOf,
      selectAll: nodeOf,
      selectViewport: () => nodeOf(''),
      exec(callback?: (results: unknown[]) => void) {
        timers.soon(() => {
          const results = asked.map(({ result }) => result());
          asked.forEach((each, index) => each.callback?.(results[index]));
          callback?.(results);
        });
        return query;
      },
    };
    return query;
  }

  function createObserver() {
    const own = new Set<Watched>();
    const observer = {
      relativeTo: () => observer,
      relativeToViewport: () => observer,
      observe(selector: string, callback: (change: unknown) => void) {
        const tell = (near: boolean, height: number): void =>
          callback(
            adopt({
              intersectionRatio: near ? 1 : 0,
              boundingClientRect: { ...BOX, height, bottom: height },
            }),
          );
        const one: Watched = { selector, tell };
        own.add(one);
        watched.add(one);
      },
      disconnect: () => own.forEach((one) => watched.delete(one)),
    };
    return observer;
  }

  const functions: SyncFunctions = {
    createSelectorQuery,
    createIntersectionObserver: createObserver,
  };
  return { functions, watched };
}
