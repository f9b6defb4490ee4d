import { pathText } from '../errors/pathText';
import type { z } from 'zod';
import { contradictions } from '../settings/schema';
import { checkJsonText } from './jsonText';
import { historySchema, type History, type HistoryMember } from './schema';

/** Why a history is not valid: one line a problem, each beginning with the path of the value. */
export class InvalidHistory extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InvalidHistory';
  }
}

type Path = readonly (string | number | symbol)[];
type Complain = (path: Path, message: string) => void;

const BYTE_ORDER_MARK = '\ufeff';
const PROBLEMS_SHOWN = 20;
const SHOWN_OF_A_NAME = 60;

/** A name out of the file, on one line and not too long. */
const quoted = (name: string): string =>
  JSON.stringify(name.length > SHOWN_OF_A_NAME ? `${name.slice(0, SHOWN_OF_A_NAME)}…` : name);

function checkUnique(list: string, ids: readonly { readonly id: string }[], complain: Complain): Set<string> {
  const seen = new Set<string>();
  ids.forEach(({ id }, index) => {
    if (seen.has(id)) complain([list, index, 'id'], `${quoted(id)} is there twice`);
    seen.add(id);
  });
  return seen;
}

/** An inviter is never oneself and never in a circle. SPEC section 9. */
function checkInviters(members: readonly HistoryMember[], complain: Complain): void {
  const inviterOf = new Map(members.map(({ id, inviter }) => [id, inviter]));
  const leadsUp = new Set<string>();
  members.forEach(({ id }) => {
    const path = new Set<string>();
    let above: HistoryMember['id'] | null | undefined = id;
    while (above !== null && above !== undefined && !leadsUp.has(above) && !path.has(above)) {
      path.add(above);
      above = inviterOf.get(above);
    }
    if (above !== null && above !== undefined && path.has(above)) {
      const inCircle = above;
      const index = members.findIndex((member) => member.id === inCircle);
      complain(['members', index, 'inviter'], `${quoted(inCircle)} is invited in a circle`);
    }
    for (const member of path) leadsUp.add(member);
  });
}

/** Settings and stores that contradict themselves. */
function checkRules({ settings, stores }: History, complain: Complain): void {
  for (const { key, message } of contradictions(settings)) complain(['settings', key], message);
  stores.forEach(({ rebate, cashier }, index) => {
    for (const [part, { randomReturn = null }] of Object.entries({ rebate, cashier })) {
      for (const { message } of contradictions({ ...settings, randomReturn })) {
        if (randomReturn !== null) complain(['stores', index, part, 'randomReturn'], message);
      }
    }
  });
}

function checkReferences(history: History, complain: Complain): void {
  const known = {
    product: checkUnique('products', history.products, complain),
    store: checkUnique('stores', history.stores, complain),
    member: checkUnique('members', history.members, complain),
  };
  const refer = (kind: keyof typeof known, id: string | null, path: Path): void => {
    if (id !== null && !known[kind].has(id)) complain(path, `there is no ${kind} ${quoted(id)}`);
  };
  history.members.forEach(({ inviter }, index) => refer('member', inviter, ['members', index, 'inviter']));
  history.stores.forEach(({ recruiter }, index) =>
    refer('member', recruiter, ['stores', index, 'recruiter']),
  );
  const orders = new Set<string>();
  history.events.forEach((event, index) => {
    if (event.type === 'setLevel') refer('member', event.member, ['events', index, 'member']);
    if (event.type !== 'order') return;
    if (orders.has(event.id)) complain(['events', index, 'id'], `there are two orders ${quoted(event.id)}`);
    orders.add(event.id);
    refer('member', event.member, ['events', index, 'member']);
    if (event.kind !== 'mall') refer('store', event.store, ['events', index, 'store']);
    if (event.kind === 'cashier') return;
    event.lines.forEach(({ product }, line) =>
      refer('product', product, ['events', index, 'lines', line, 'product']),
    );
  });
}

function checkTimes({ events }: History, complain: Complain): void {
  events.forEach(({ at }, index) => {
    const before = events[index - 1];
    if (before !== undefined && at < before.at)
      complain(['events', index, 'at'], 'is before the event that precedes it');
  });
}

/** A key that is not known is named itself, not only the object that has it. */
function complainOf(issue: z.core.$ZodIssue, complain: Complain): void {
  if (issue.code !== 'unrecognized_keys') return complain(issue.path, issue.message);
  for (const key of issue.keys) complain([...issue.path, key], 'is not a known key');
}

function checkHistory(history: History, complain: Complain): void {
  checkRules(history, complain);
  checkReferences(history, complain);
  checkInviters(history.members, complain);
  checkTimes(history, complain);
}

/** Reads a history; `checkMore` looks for what is wrong besides. Of each value the first problem counts. */
function read(json: unknown, checkMore: (complain: Complain) => void): History {
  const problems = new Map<string, string>();
  const complain: Complain = (path, message) => {
    const where = pathText(path, 'the history');
    if (problems.size < PROBLEMS_SHOWN && !problems.has(where)) problems.set(where, message);
  };
  const parsed = historySchema.safeParse(json);
  if (parsed.success) checkHistory(parsed.data, complain);
  else for (const issue of parsed.error.issues) complainOf(issue, complain);
  checkMore(complain);
  if (parsed.success && problems.size === 0) return parsed.data;
  throw new InvalidHistory([...problems].map(([where, message]) => `${where}: ${message}`));
}

/**
 * Reads a history out of parsed JSON.
 * @throws InvalidHistory naming the path of every value that is wrong.
 */
export const readHistory = (json: unknown): History => read(json, () => {});

function parseJson(text: string): unknown {
  const refuse = (reason: string): never => {
    throw new InvalidHistory([`not JSON: ${reason}`]);
  };
  if (text.trim() === '') refuse('the file is empty');
  if (text.startsWith(BYTE_ORDER_MARK)) refuse('the file begins with a byte order mark');
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads a history out of the text of a file.
 * @throws InvalidHistory when it is not JSON, has a key twice, writes a number as a float, or is not a history.
 */
export function readHistoryText(text: string): History {
  const json = parseJson(text);
  return read(json, (complain) => checkJsonText(text, complain));
}
