/** The one source of time, handed in wherever time matters, so that tests and demo data can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export interface ManualClock extends Clock {
  /** Moves the clock on by so many milliseconds. */
  advance(milliseconds: number): void;
  set(date: Date): void;
}

/** A clock that stands still until it is told to move. */
export function manualClock(start: Date): ManualClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (date) => {
      now = date.getTime();
    },
  };
}
