import type { ChainBody } from './body';
import type { Happening } from './happenings';

interface Waiting {
  entitledFen: number;
  rewardedFen: number;
  completed: boolean;
}

/** What is known of a line from the events that were seen. */
interface Line {
  /** null: nobody has joined yet since the first event that was seen. */
  nextPosition: number | null;
  /** Those who joined since then and still wait, in order of position. */
  readonly waiting: Map<number, Waiting>;
  readonly pauses: Set<string>;
  /** Was it wound down within the events that were seen? */
  isClosed: boolean;
}

/** Says what is wrong with a body, one sentence each. */
export type WatchBody = (body: ChainBody) => string[];

/**
 * Follows a line through consecutive events and says where it was not served in order: who joins is given the next position;
 * nobody is paid in turn while somebody with a lower position waits who may be paid, nor in a pause, nor more than is due.
 * Only who joined within the events is known: of earlier entries nothing is said.
 */
export function watchLine(): WatchBody {
  const line: Line = { nextPosition: null, waiting: new Map(), pauses: new Set(), isClosed: false };
  return (body) => {
    const problems: string[] = [];
    // An order does not pay its own entries: those that join or complete with it are passed over.
    const own = new Set<number>();
    const step: Step = {
      line,
      own,
      completedFirst: false,
      expect: (holds, what) => !holds && problems.push(what),
    };
    for (const happening of body.happenings) follow(step, happening);
    return problems;
  };
}

interface Step {
  readonly line: Line;
  readonly own: Set<number>;
  completedFirst: boolean;
  readonly expect: (holds: boolean, what: string) => void;
}

function follow(step: Step, happening: Happening): void {
  const { line, own } = step;
  switch (happening[0]) {
    case 'before':
      line.nextPosition = happening[1];
      return;
    case 'completedFirst':
      step.completedFirst = true;
      return;
    case 'joined':
      return join(step, happening[1], happening[2]);
    case 'paidOut':
      return payInTurn(step, happening[1], happening[2]);
    case 'accelerated':
    case 'shared':
      return pay(step, happening[1], happening[2]);
    case 'takenBack':
      return change(line, happening[1], (entry) => (entry.rewardedFen -= happening[2]));
    case 'completed':
      own.add(happening[1]);
      return change(line, happening[1], (entry) => (entry.completed = true));
    case 'entitled':
      return change(line, happening[1], (entry) => (entry.entitledFen = happening[2]));
    case 'left':
      line.waiting.delete(happening[1]);
      return;
    case 'reset':
      for (const position of line.waiting.keys()) if (position <= happening[1]) line.waiting.delete(position);
      return;
    case 'paused':
      line.pauses.add(happening[1]);
      return;
    case 'resumed':
      line.pauses.delete(happening[1]);
      return;
    case 'merged':
      line.waiting.clear();
      line.nextPosition = happening[1] + happening[2];
      return;
    case 'wentOver':
      line.waiting.clear();
      return;
    case 'woundDown':
      line.isClosed = true;
      return;
    case 'reopened':
      line.isClosed = false;
      return;
    case 'tookOver':
    case 'takenBackElsewhere':
    case 'forwarded':
    case 'swept':
    case 'contributed':
    case 'withdrawn':
    case 'refused':
      return;
  }
}

function join({ line, own, expect }: Step, position: number, entitledFen: number): void {
  expect(!line.isClosed, `position ${position} joins a queue that is closed`);
  const next = line.nextPosition ?? position;
  expect(position === next, `position ${position} joins, and ${next} is next`);
  line.nextPosition = position + 1;
  line.waiting.set(position, { entitledFen, rewardedFen: 0, completed: false });
  own.add(position);
}

/** Changes an entry; one that has received all that it is entitled to is done. */
function change(line: Line, position: number, by: (entry: Waiting) => void): void {
  const entry = line.waiting.get(position);
  if (entry === undefined) return;
  by(entry);
  if (entry.rewardedFen === entry.entitledFen) line.waiting.delete(position);
}

function pay({ line, expect }: Step, position: number, amountFen: number): void {
  expect(line.pauses.size === 0, `position ${position} is paid during a pause`);
  change(line, position, (entry) => {
    entry.rewardedFen += amountFen;
    expect(
      entry.rewardedFen <= entry.entitledFen,
      `position ${position} has received ${entry.rewardedFen} of ${entry.entitledFen}`,
    );
  });
}

function payInTurn(step: Step, position: number, amountFen: number): void {
  const { line, own, completedFirst, expect } = step;
  for (const [earlier, { completed }] of line.waiting) {
    if (earlier >= position) break;
    if (own.has(earlier) || (completedFirst && !completed)) continue;
    expect(false, `position ${position} is paid while position ${earlier} waits`);
    break;
  }
  pay(step, position, amountFen);
}
