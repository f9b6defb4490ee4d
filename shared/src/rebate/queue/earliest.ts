import type { EntryRow } from '../settle/facts';

/**
 * Entries with the earliest position first: a binary heap. Joining in order costs nothing, and an entry that may be paid
 * only later (its order was completed) finds its place without a walk down the line. Entries that left the line are
 * dropped when they come to the front.
 */
export type EarliestFirst = EntryRow[];

const isBefore = (a: EntryRow | undefined, b: EntryRow | undefined): boolean =>
  a !== undefined && b !== undefined && a.position < b.position;

function swap(heap: EarliestFirst, a: number, b: number): void {
  const [atA, atB] = [heap[a], heap[b]];
  if (atA === undefined || atB === undefined) throw new RangeError('no such place in the heap');
  heap[a] = atB;
  heap[b] = atA;
}

export function pushEntry(heap: EarliestFirst, entry: EntryRow): void {
  heap.push(entry);
  let child = heap.length - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!isBefore(heap[child], heap[parent])) return;
    swap(heap, child, parent);
    child = parent;
  }
}

function popEntry(heap: EarliestFirst): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let parent = 0;
  for (;;) {
    const left = 2 * parent + 1;
    const smaller = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    if (!isBefore(heap[smaller], heap[parent])) return;
    swap(heap, parent, smaller);
    parent = smaller;
  }
}

/** The earliest entry that still waits. */
export function earliestWaiting(heap: EarliestFirst): EntryRow | undefined {
  while (heap.length > 0 && heap[0]?.state !== 'waiting') popEntry(heap);
  return heap[0];
}

/** Takes the earliest entry that still waits out of the heap. */
export function takeEarliest(heap: EarliestFirst): EntryRow | undefined {
  const entry = earliestWaiting(heap);
  popEntry(heap);
  return entry;
}
