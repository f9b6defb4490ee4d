import { contradictions } from '../settings/schema';
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

const PROBLEMS_SHOWN = 20;

/** `events[3].lines[0].paidFen` */
const pathText = (path: Path): string =>
  path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('') || 'the history';

function checkUnique(list: string, ids: readonly { readonly id: string }[], complain: Complain): Set<string> {
  const seen = new Set<string>();
  ids.forEach(({ id }, index) => {
    if (seen.has(id)) complain([list, index, 'id'], `"${id}" is there twice`);
    seen.add(id);
  });
  return seen;
}

/** An inviter is never oneself and never in a circle. SPEC section 9. */
function checkInviters(members: readonly HistoryMember[], complain: Complain): void {
  const inviterOf = new Map(members.map(({ id, inviter }) => [id, inviter]));
  const leadsUp = new Set<string>();
  members.forEach(({ id }, index) => {
    const path = new Set<string>();
    let above: HistoryMember['id'] | null | undefined = id;
    while (above !== null && above !== undefined && !leadsUp.has(above) && !path.has(above)) {
      path.add(above);
      above = inviterOf.get(above);
    }
    if (above !== null && above !== undefined && path.has(above)) {
      complain(['members', index, 'inviter'], `"${id}" is invited in a circle`);
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
    if (id !== null && !known[kind].has(id)) complain(path, `there is no ${kind} "${id}"`);
  };
  history.members.forEach(({ inviter }, index) => refer('member', inviter, ['members', index, 'inviter']));
  history.stores.forEach(({ recruiter }, index) =>
    refer('member', recruiter, ['stores', index, 'recruiter']),
  );
  const orders = new Set<string>();
  history.events.forEach((event, index) => {
    if (event.type === 'setLevel') refer('member', event.member, ['events', index, 'member']);
    if (event.type !== 'order') return;
    if (orders.has(event.id)) complain(['events', index, 'id'], `there are two orders "${event.id}"`);
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

/**
 * Reads a history out of parsed JSON.
 * @throws InvalidHistory naming the path of every value that is wrong.
 */
export function readHistory(json: unknown): History {
  const problems: string[] = [];
  const complain: Complain = (path, message) => {
    if (problems.length < PROBLEMS_SHOWN) problems.push(`${pathText(path)}: ${message}`);
  };
  const parsed = historySchema.safeParse(json);
  if (parsed.success) {
    const history = parsed.data;
    checkRules(history, complain);
    checkReferences(history, complain);
    checkInviters(history.members, complain);
    checkTimes(history, complain);
    if (problems.length === 0) return history;
  } else {
    for (const { path, message } of parsed.error.issues) complain(path, message);
  }
  throw new InvalidHistory(problems);
}
