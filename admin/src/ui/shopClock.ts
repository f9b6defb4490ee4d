import dayjs, { type Dayjs } from 'dayjs';

/*
 * A date picker speaks of the browser's own time zone, the shop of Shanghai's alone: what somebody picks is read as the shop's clock, wherever
 * the browser is. SPEC section 2.
 */

const OFFSET = '+08:00';
const OFFSET_MS = 8 * 60 * 60_000;

/** The moment that is meant by what was picked. */
export const instantOf = (picked: Dayjs): string =>
  new Date(`${picked.format('YYYY-MM-DDTHH:mm:ss.SSS')}${OFFSET}`).toISOString();

/** What a picker shows of a moment. */
export const pickedOf = (at: string | number): Dayjs =>
  dayjs(new Date(new Date(at).getTime() + OFFSET_MS).toISOString().slice(0, -1));

/** What the shop's clock shows now. */
export const pickedNow = (): Dayjs => pickedOf(Date.now());
