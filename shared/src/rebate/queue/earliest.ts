import type { EntryRow } from '../settle/facts';

/**
 * Entries with the earliest position first. Entries that come in order of position, as they do when they join, stand in a row
 * and are taken off its front. One that comes after a later one (it may be paid only since its order was completed) goes into
 * a binary heap, and finds its place without a walk down the line. Entries that left the line are dropped when they come to
 * the front.
 */
export interface EarliestFirst {
  readonly row: EntryRow[];
  /** Where the row begins: those before were taken. */
  front: number;
  readonly late: EntryRow[];
}

export const nobody = (): EarliestFirst => ({ row: [], front: 0, late: [] });

const isBefore = (a: EntryRow | undefined, b: EntryRow | undefined): boolean =>
  a !== undefined && (b === undefined || a.position < b.position);

function swap(heap: EntryRow[], a: number, b: number): void {
  const [atA, atB] = [heap[a], heap[b]];
  if (atA === undefined || atB === undefined) throw new RangeError('no such place in the heap');
  heap[a] = atB;
  heap[b] = atA;
}

function pushHeap(heap: EntryRow[], entry: EntryRow): void {
  heap.push(entry);
  let child = heap.length - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!isBefore(heap[child], heap[parent])) return;
    swap(heap, child, parent);
    child = parent;
  }
}

function popHeap(heap: EntryRow[]): void {
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

const SHORT_ROW = 1024;

function popRow(line: EarliestFirst): void {
  line.front += 1;
  const { row, front } = line;
  if (front < row.length && (front < SHORT_ROW || 2 * front < row.length)) return;
  row.splice(0, front);
  line.front = 0;
}

export function pushEntry(line: EarliestFirst, entry: EntryRow): void {
  const last = line.row.at(-1);
  if (last === undefined || last.position < entry.position) line.row.push(entry);
  else pushHeap(line.late, entry);
}

/** The earliest entry that still waits. */
export function earliestWaiting(line: EarliestFirst): EntryRow | undefined {
  const { row, late } = line;
  while (row.length > 0 && row[line.front]?.state !== 'waiting') popRow(line);
  while (late.length > 0 && late[0]?.state !== 'waiting') popHeap(late);
  return isBefore(late[0], row[line.front]) ? late[0] : row[line.front];
}

/** Takes the earliest entry that still waits out of the line. */
export function takeEarliest(line: EarliestFirst): EntryRow | undefined {
  const entry = earliestWaiting(line);
  if (entry === undefined) return undefined;
  if (entry === line.late[0]) popHeap(line.late);
  else popRow(line);
  return entry;
}
