import type { Locator } from 'playwright-core';

/** What was seen on the way through a long list. */
export interface Walked {
  /** Every row was seen by its place and words once; so many there are. */
  rows: number;
  /** Rows in the document at the same time. */
  mostDrawn: number;
  /** Of all that can be scrolled, in px. */
  height: number;
  steps: number;
  /** How many frames passed, at most, until rows stood where the screen had moved to. */
  mostFramesEmpty: number;
  /** What moved, lay over something else, or was missing. */
  faults: string[];
}

interface Box {
  top: number;
  bottom: number;
  height: number;
}

/** As much of the browser's elements as is used here. */
interface Element {
  readonly textContent: string;
  getBoundingClientRect(): Box;
  querySelectorAll(selector: string): Iterable<Element>;
}

interface Scroller extends Element {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  /** Where rows were seen on earlier ways through the list. */
  seenRows?: Map<string, { top: number; height: number; text: string }>;
}

declare function requestAnimationFrame(next: () => void): number;

/**
 * Walks through a `long` list, in the page itself, frame by frame, and compares what is on the screen with where it was seen before.
 * @param scroller what scrolls
 * @param way `down`: by steps of most of a screen to the end, which comes page by page; `up`: back by larger ones; `leaps`: to places far
 * from each other
 */
export function walk(scroller: Locator, way: 'down' | 'up' | 'leaps'): Promise<Walked> {
  return scroller.evaluate(walkHere, way);
}

/** Runs in the page: what it needs is inside. */
async function walkHere(scroller: Scroller, way: 'down' | 'up' | 'leaps'): Promise<Walked> {
  /** Between rows there is no more than the gap of a stack. */
  const GAP_PX = 14;
  const TOLERANCE_PX = 1;
  const PATIENCE_FRAMES = 1_200;
  const LEAPS = [0.9, 0.1, 0.5, 0.97, 0.3, 0.7, 0];

  const known = (scroller.seenRows ??= new Map());
  const faults: string[] = [];
  const walked = { mostDrawn: 0, mostFramesEmpty: 0, steps: 0 };
  const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));
  const bottom = (): number => scroller.scrollHeight - scroller.clientHeight;
  const isAtEnd = (): boolean =>
    [...scroller.querySelectorAll('.t-end')].some(({ textContent }) => textContent.includes('到底'));

  /** Rows that are drawn, by their stretch and their place in it; tops are measured from the top of everything. */
  const rows = () => {
    const above = scroller.getBoundingClientRect().top - scroller.scrollTop;
    return [...scroller.querySelectorAll('.list-chunk')].flatMap((stretch, at) =>
      [...stretch.querySelectorAll('.paged-list__item')].map((row, index) => {
        const { top, height } = row.getBoundingClientRect();
        return { name: `${at}.${index}`, top: top - above, height, text: row.textContent };
      }),
    );
  };
  /** From where to where the list reaches on the screen. */
  const window = () => {
    const above = scroller.getBoundingClientRect().top - scroller.scrollTop;
    const boxes = [...scroller.querySelectorAll('.list-chunk')].map((each) => each.getBoundingClientRect());
    const from = Math.max(scroller.scrollTop, (boxes[0]?.top ?? 0) - above);
    const to = Math.min(scroller.scrollTop + scroller.clientHeight, (boxes.at(-1)?.bottom ?? 0) - above);
    return { from, to };
  };
  /** What is wrong with how the rows on the screen stand to each other; null: nothing. */
  const disorder = (): string | null => {
    const { from, to } = window();
    let end = from;
    for (const { name, top, height } of rows()) {
      if (top + height <= from || top >= to) continue;
      if (end > from && top < end - TOLERANCE_PX) return `row ${name} lies over the one before it`;
      if (top > end + GAP_PX) return `nothing from ${end} to ${top}, where row ${name} stands`;
      end = top + height;
    }
    return end + GAP_PX < to ? `nothing from ${end} to ${to}` : null;
  };
  const compare = (): void => {
    const drawn = rows();
    walked.mostDrawn = Math.max(walked.mostDrawn, drawn.length);
    for (const { name, ...row } of drawn) {
      const before = known.get(name);
      known.set(name, before ?? row);
      if (before === undefined) continue;
      if (before.text !== row.text) faults.push(`row ${name} was «${before.text}», and is «${row.text}»`);
      if (
        Math.abs(before.top - row.top) > TOLERANCE_PX ||
        Math.abs(before.height - row.height) > TOLERANCE_PX
      )
        faults.push(
          `row ${name} stood at ${before.top} (${before.height}), stands at ${row.top} (${row.height})`,
        );
    }
  };
  const go = async (to: number, framesAllowed: number): Promise<void> => {
    scroller.scrollTop = to;
    let frames = 0;
    let wrong: string | null;
    do {
      await frame();
      frames += 1;
      wrong = disorder();
    } while (wrong !== null && frames < framesAllowed);
    if (wrong !== null) faults.push(`at ${to}: ${wrong}`);
    await frame();
    walked.mostFramesEmpty = Math.max(walked.mostFramesEmpty, frames - 1);
    walked.steps += 1;
    compare();
    if (Math.abs(scroller.scrollTop - to) > TOLERANCE_PX)
      faults.push(`from ${to} the page moved to ${scroller.scrollTop} by itself`);
  };

  const step = Math.floor(scroller.clientHeight * 0.8);
  if (way === 'leaps') for (const part of LEAPS) await go(Math.floor(bottom() * part), PATIENCE_FRAMES);
  if (way === 'up')
    for (let to = bottom(); to > 0;) {
      to = Math.max(0, to - 2 * step);
      await go(to, 2);
    }
  if (way === 'down') {
    for (let to = 0; faults.length < 20;) {
      await go(to, 2);
      if (to >= bottom() && isAtEnd()) break;
      // The next page of the list comes; it may be the last.
      for (let frames = 0; to >= bottom() && !isAtEnd() && frames < PATIENCE_FRAMES; frames += 1)
        await frame();
      if (to >= bottom() && !isAtEnd()) {
        faults.push(`at ${to} no more of the list comes`);
        break;
      }
      to = Math.min(to + step, bottom());
    }
  }
  return { ...walked, faults: faults.slice(0, 20), rows: known.size, height: scroller.scrollHeight };
}
