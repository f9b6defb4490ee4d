import type { EntryRow } from '../rebate/settle/facts';

/** How long something took, for half and for nine tenths of those who wait: in days, null where it is not yet so far. */
export interface WaitingTime {
  /** How many wait or waited. */
  readonly counted: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

/** How many waited how many days; `never` has those who are not yet paid in full. */
export class WaitCounts {
  private readonly byDays: Uint32Array;
  private counted = 0;

  constructor(days: number) {
    this.byDays = new Uint32Array(days + 1);
  }

  /** @param days null: not yet */
  add(days: number | null): void {
    this.counted += 1;
    if (days !== null) this.byDays[days] = (this.byDays[days] ?? 0) + 1;
  }

  /** The days after which `tenths` tenths of all were paid in full, null while it is fewer. */
  private after(tenths: number): number | null {
    const needed = Math.ceil((this.counted * tenths) / 10);
    let paid = 0;
    for (let days = 0; days < this.byDays.length && needed > 0; days += 1) {
      paid += this.byDays[days] ?? 0;
      if (paid >= needed) return days;
    }
    return null;
  }

  waitingTime(): WaitingTime {
    return { counted: this.counted, p50: this.after(5), p90: this.after(9) };
  }
}

function enlarged<List extends Uint16Array | Uint32Array>(list: List, larger: List): List {
  larger.set(list);
  return larger;
}

const WAITING = 0;
const LEFT_OUT = 0xffff;

/**
 * When the entries of one queue joined and were paid in full: by position, for positions are never given again. Entries that
 * were cancelled or converted do not count; those that were cleared or exchanged are never paid in full.
 */
export class Waits {
  /** The position after the last of each day, from day 1; days and positions count from 1. */
  private readonly endOfDay: number[] = [1];
  /** 0: waiting; else the day on which it was paid in full, or LEFT_OUT. */
  private doneOn = new Uint16Array(1024);
  /** What was bought, by the number of its offer. */
  private offers = new Uint32Array(1024);

  /** An entry joined, for a line of this offer. */
  join({ position }: EntryRow, offer: number): void {
    if (position >= this.doneOn.length) {
      this.doneOn = enlarged(this.doneOn, new Uint16Array(2 * position));
      this.offers = enlarged(this.offers, new Uint32Array(2 * position));
    }
    this.offers[position] = offer;
  }

  /** What became of the entry, on this day. */
  note({ position, state }: EntryRow, day: number): void {
    if (state === 'done' && this.doneOn[position] === WAITING) this.doneOn[position] = day;
    if (state === 'cancelled' || state === 'converted') this.doneOn[position] = LEFT_OUT;
  }

  offerOf({ position }: EntryRow): number {
    return this.offers[position] ?? 0;
  }

  /** A day is over. */
  endDay(day: number, nextPosition: number): void {
    while (this.endOfDay.length < day) this.endOfDay.push(this.endOfDay.at(-1) ?? 1);
    this.endOfDay[day] = nextPosition;
  }

  /** After how many days an entry of a day was paid in full; null: not yet; undefined: it does not count. */
  private after(position: number, day: number): number | null | undefined {
    const doneOn = this.doneOn[position] ?? WAITING;
    if (doneOn === LEFT_OUT) return undefined;
    return doneOn === WAITING ? null : doneOn - day;
  }

  /** Adds one entry to the counts, if it counts. */
  countEntry({ position }: EntryRow, joinedOn: number, into: WaitCounts): void {
    const days = this.after(position, joinedOn);
    if (days !== undefined) into.add(days);
  }

  /** Adds all who joined on a day to the counts. */
  countDay(day: number, into: WaitCounts): void {
    const end = this.endOfDay[day] ?? 1;
    for (let position = this.endOfDay[day - 1] ?? end; position < end; position += 1) {
      const days = this.after(position, day);
      if (days !== undefined) into.add(days);
    }
  }
}
