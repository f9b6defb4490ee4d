import { queueKey } from '../ids/ids';
import { ACCOUNT_KINDS, type AccountKind } from '../ledger/accounts';
import { queueName } from './queues';

const isKind = (kind: string): kind is AccountKind => Object.hasOwn(ACCOUNT_KINDS, kind);
const named = (kind: string): string => (isKind(kind) ? ACCOUNT_KINDS[kind] : kind);

/** An account and whose it is: `member:7:cash` → `会员可用余额 · 7`, `queue:product:12:pool` → `队列奖金池 · 商品队列 12`. */
export function accountText(code: string): string {
  const [owner = '', ...rest] = code.split(':');
  if (rest.length === 0) return named(code);
  const last = rest.pop() ?? '';
  // What an order that is not paid yet keeps of a balance: `member:7:setAside:points`.
  const aside = rest.at(-1) === 'setAside' ? rest.splice(-1) : [];
  const whose = rest.join(':');
  return `${named([owner, ...aside, last].join(':'))} · ${owner === 'queue' ? ownerOfQueue(whose) : whose}`;
}

function ownerOfQueue(key: string): string {
  const number = key.split(':')[1];
  return `${queueName(queueKey(key))}${number === undefined ? '' : ` ${number}`}`;
}
