import { readBody } from './body';
import type { ChainEvent, ChainHead, HashNext } from './chain';
import { watchLine } from './lineWatch';

/** An event with the hash of the one before it: so it stands in a proof. */
export interface ProvedEvent extends ChainEvent {
  readonly previousHash: string;
}

/** What is wrong, and with which event. */
export interface ChainProblem {
  readonly seq: number;
  readonly problem: string;
}

/**
 * Recomputes events of one queue's chain: each hash is that of its body and the hash before; events that follow one another are
 * linked; and as far as they do, the line is served in its order. Events may be left out between runs, not within them.
 * SPEC section 12, proof.
 * @param events in order of their numbers
 * @param seals heads that were published: an event with the number of a seal has its hash
 * @returns [] when everything holds
 */
export function verifyEvents(
  events: readonly ProvedEvent[],
  hash: HashNext,
  seals: readonly ChainHead[] = [],
): ChainProblem[] {
  const sealed = new Map(seals.map((seal) => [seal.seq, seal.hash]));
  const problems: ChainProblem[] = [];
  let before: ProvedEvent | null = null;
  let watch = watchLine();
  for (const event of events) {
    const { seq } = event;
    const follows: boolean = before !== null && seq === before.seq + 1;
    if (!follows) watch = watchLine();
    const found = [
      ...(before !== null && seq <= before.seq ? [`it stands after event ${before.seq}`] : []),
      ...(follows && event.previousHash !== before?.hash ? ['it does not follow the event before'] : []),
      ...(sealed.has(seq) && sealed.get(seq) !== event.hash
        ? ['its hash is not the one that was sealed']
        : []),
      ...linkProblems(event, hash),
      ...bodyProblems(event, watch),
    ];
    problems.push(...found.map((problem) => ({ seq, problem })));
    before = event;
  }
  return problems;
}

/** Is the hash that of the body and of the hash before? */
export const linkProblems = (
  { body, hash, previousHash }: Omit<ProvedEvent, 'seq'>,
  next: HashNext,
): string[] =>
  next(previousHash, body) === hash ? [] : ['its hash is not that of its body and the hash before'];

function bodyProblems({ seq, body }: ProvedEvent, watch: ReturnType<typeof watchLine>): string[] {
  try {
    const read = readBody(body);
    return [...(read.seq === seq ? [] : [`its body says that it is event ${read.seq}`]), ...watch(read)];
  } catch (error) {
    return [`its body cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}
