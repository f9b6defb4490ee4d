import { hundredthsText, moneyText, percentText } from '../client/moneyText';
import { changesOf, RULE_PARENTS, type Change } from '../operators/auditChanges';
import { timeText } from '../time/shanghai';
import { AUDIT_FIELD_TEXT, auditWord } from './auditFields';
import { QUEUE_KIND_TEXT, queueTitle } from './queues';

/** An entry of the audit log, as far as it is read here. */
export interface AuditEntry {
  /** What was changed, by its kind and id: `product:13`. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** How settings, or the rules of a product or a store, are spoken of. */
export interface RuleWords {
  readonly label: (key: string) => string;
  readonly text: (key: string, value: unknown) => string;
}

/** One line of what was changed. */
export interface AuditLine {
  readonly key: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** What an entry of the audit log says, in words: what changed, and what stayed as it was. */
export function auditLines(
  { subject, before, after }: AuditEntry,
  words: { readonly settings: RuleWords; readonly rules: RuleWords },
): { readonly changed: readonly AuditLine[]; readonly same: readonly AuditLine[] } {
  const noun = subject.split(':')[0] ?? '';
  const wordsOf = ({ path }: Change): RuleWords | null => {
    const parent = path.at(-2) ?? '';
    if (!RULE_PARENTS.includes(parent)) return null;
    return parent === 'settings' ? words.settings : words.rules;
  };
  const lineOf = (change: Change): AuditLine => {
    const rule = wordsOf(change);
    const field = change.path.at(-1) ?? '';
    const text = (value: unknown, state: unknown): string =>
      rule === null || value === undefined ? valueText(noun, field, value, state) : rule.text(field, value);
    return {
      key: change.path.join('.'),
      title: titleOf(change.path, rule),
      before: text(change.before, before),
      after: text(change.after, after),
    };
  };
  const changes = changesOf(before, after);
  return {
    changed: changes.filter(({ differs }) => differs).map(lineOf),
    same: changes.filter(({ differs }) => !differs).map(lineOf),
  };
}

const NOT_SAID = '—';
const NOTHING = '无';

const nameOf = (field: string): string =>
  Object.hasOwn(AUDIT_FIELD_TEXT, field) ? (AUDIT_FIELD_TEXT[field] ?? field) : queueText(field);

/** A setting is called by its name alone. */
function titleOf(path: readonly string[], rule: RuleWords | null): string {
  const field = path.at(-1) ?? '';
  if (rule === null) return path.map(nameOf).join(' · ');
  const parents = path.slice(0, -1).filter((part) => part !== 'settings');
  return [...parents.map(nameOf), rule.label(field)].join(' · ');
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const RATIO = /^\d+(\.\d+)?$/;
/** Shares of what is sold, kept as decimals. */
const RATIOS: readonly string[] = ['commission', 'offered', 'proposed'];
/** In fen, or in hundredths of what the balance beside them says. */
const BY_BALANCE: readonly string[] = ['amount', 'price'];

function valueText(noun: string, field: string, value: unknown, state: unknown): string {
  if (value === undefined) return NOT_SAID;
  if (value === null || value === '') return NOTHING;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return numberText(field, value, state);
  if (typeof value === 'string') {
    if (INSTANT.test(value)) return timeText(Date.parse(value));
    if (RATIOS.includes(field) && RATIO.test(value)) return percentText(value);
    return auditWord(noun, field, value) ?? queueText(value);
  }
  if (Array.isArray(value))
    return value.map((item: unknown) => valueText(noun, field, item, state)).join('、') || NOTHING;
  return Object.keys(value).length === 0 ? NOTHING : JSON.stringify(value);
}

function numberText(field: string, value: number, state: unknown): string {
  if (!Number.isSafeInteger(value)) return String(value);
  if (field.endsWith('Fen')) return moneyText(value);
  if (!BY_BALANCE.includes(field)) return String(value);
  return isOfCash(state) ? moneyText(value) : hundredthsText(value);
}

const isOfCash = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'balance' in state && state.balance === 'cash';

const ONE_OF_MANY = new RegExp(`^(${Object.keys(QUEUE_KIND_TEXT).join('|')}):\\d+$`);

/** The key of one queue of many, with its name; any other text as it is. */
const queueText = (text: string): string => (ONE_OF_MANY.test(text) ? queueTitle(text) : text);
