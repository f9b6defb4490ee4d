type Callback = (...args: unknown[]) => void;

/** The timers of one mini-program: they end with it, and what a callback throws is kept instead of ending the process. */
export function createTimers(onError: (thrown: unknown) => void) {
  const open = new Set<NodeJS.Timeout>();
  let ended = false;

  const guarded = (callback: Callback): Callback => {
    return (...args) => {
      try {
        callback(...args);
      } catch (thrown) {
        onError(thrown);
      }
    };
  };

  const numberOf = (timer: NodeJS.Timeout): number => {
    // A request that ends with the program still answers, and what hears it may set a timer.
    if (ended) clearTimeout(timer);
    else open.add(timer);
    return timer[Symbol.toPrimitive]();
  };

  const clear = (id: number): void => {
    clearTimeout(id);
    for (const timer of open) if (timer[Symbol.toPrimitive]() === id) open.delete(timer);
  };

  return {
    globals: {
      setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) =>
        numberOf(setTimeout(guarded(callback), ms, ...args)),
      setInterval: (callback: Callback, ms?: number, ...args: unknown[]) =>
        numberOf(setInterval(guarded(callback), ms, ...args)),
      clearTimeout: clear,
      clearInterval: clear,
    },
    /** Runs a callback of WeChat's own in a moment. */
    soon: (callback: () => void): void => void numberOf(setTimeout(guarded(callback), 0)),
    end: (): void => {
      ended = true;
      for (const timer of open) clearTimeout(timer);
      open.clear();
    },
  };
}

export type Timers = ReturnType<typeof createTimers>;
