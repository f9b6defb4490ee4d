import { hundredthsText, moneyText } from '../client/moneyText';
import { accountText } from './accounts';
import { BOOK_CHECKS } from './bookChecks';
import { queueTitle } from './queues';
import {
  ASSET_TEXT,
  DIVIDEND_STATE_TEXT,
  ENTRY_STATE_TEXT,
  GIFT_ORDER_STATE_TEXT,
  MERCHANT_PAYOUT_STATE_TEXT,
  ORDER_STATE_TEXT,
  REFUND_STATE_TEXT,
  WITHDRAWAL_STATE_TEXT,
} from './states';

/** Something that should never be, as a check of the books writes it. */
interface Found {
  readonly check: string;
  readonly subject: string;
  readonly problem: string;
}

/** The same in the operators' words. */
export interface FindingText {
  /** What was checked. */
  readonly title: string;
  /** What it is about; `about` names that as the audit log does (`queue:mall`), null: it is shown nowhere. */
  readonly where: string;
  readonly about: string | null;
  readonly what: string;
  /** What to do; null: of a check that is there no more. */
  readonly advice: string | null;
}

type Unit = 'money' | keyof typeof ASSET_TEXT;

const UNITS: Readonly<Record<string, Unit>> = {
  ...{ points: 'points', pointsIssued: 'points', voucher: 'voucher', voucherIssued: 'voucher' },
  ...{ love: 'love', loveFrozen: 'love', loveIssued: 'love' },
};
/** What is counted in a balance, an asset or, by its last part, an account. */
const unitOf = (name: string): Unit => UNITS[name.split(':').at(-1) ?? ''] ?? 'money';

function amountText(unit: Unit, digits: string): string {
  const amount = Number(digits);
  if (!Number.isSafeInteger(amount)) return digits;
  return unit === 'money' ? moneyText(amount) : `${hundredthsText(amount)} ${ASSET_TEXT[unit]}`;
}

/** What a `{name}` that stands for one of a few words can be. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  asset: { money: '金额', cash: '余额', ...ASSET_TEXT },
  dividend: DIVIDEND_STATE_TEXT,
  ended: { 'has not ended': '未结束', 'has ended': '已结束' },
  entry: ENTRY_STATE_TEXT,
  gift: GIFT_ORDER_STATE_TEXT,
  order: ORDER_STATE_TEXT,
  payment: { open: '待付款', paid: '已付款', closed: '已关闭', late: '关闭后付款' },
  payout: MERCHANT_PAYOUT_STATE_TEXT,
  refund: REFUND_STATE_TEXT,
  sum: { 'pool less debt': '奖金池减欠平台', inflow: '流入', payouts: '发放' },
  withdrawal: WITHDRAWAL_STATE_TEXT,
};

/** How a `{name}` that stands for a number or a name is said. */
const SAID: Readonly<Record<string, (part: string, unit: Unit) => string>> = {
  n: (part) => part,
  line: (part) => String(Number(part) + 1),
  fen: (part) => amountText('money', part),
  amount: (part, unit) => amountText(unit, part),
  points: (part) => amountText('points', part),
  love: (part) => amountText('love', part),
  voucher: (part) => amountText('voucher', part),
  more: (part, unit) => `${part.startsWith('-') ? '少' : '多'} ${amountText(unit, part.replace('-', ''))}`,
};

const NAMES = /\{(\w+)\}/g;
const NUMBER = '(-?\\d+)';
const OTHER: Readonly<Record<string, string>> = {
  ...{ text: '(.*)', code: '(.+)', day: '([\\d-]+)', queue: '([a-z]+(?::\\w+)*)' },
};

const patternOf = (name: string): string =>
  WORDS[name] ? `(${Object.keys(WORDS[name]).join('|')})` : (OTHER[name] ?? NUMBER);

/** What a `{name}` of a text stood for. */
type Part = readonly [name: string, written: string];

/** Reads `it is of 100` by `it is of {fen}`; null: it does not fit. */
function fit(written: string, pattern: string): Part[] | null {
  const pieces = pattern.split(NAMES);
  const source = pieces.map((piece, at) => (at % 2 === 1 ? patternOf(piece) : piece.replaceAll('.', '\\.')));
  const found = new RegExp(`^${source.join('')}$`).exec(written);
  return found && pieces.filter((_, at) => at % 2 === 1).map((name, at) => [name, found[at + 1] ?? '']);
}

function partText([name, written]: Part, unit: Unit): string {
  if (name === 'queue') return queueTitle(written);
  if (name === 'code') return accountText(written);
  return WORDS[name]?.[written] ?? SAID[name]?.(written, unit) ?? written;
}

const fill = (words: string, text: (at: number) => string): string =>
  words.replace(/\{(\d)\}/g, (_, at: string) => text(Number(at)));

/** What was written, in words, if it fits. @param otherwise tells the unit where the text names no asset */
function inWords(written: string, pattern: string, words: string, otherwise = ''): string | null {
  const parts = fit(written, pattern);
  if (parts === null) return null;
  const unit = unitOf(parts.find(([name]) => name === 'asset')?.[1] ?? otherwise);
  return fill(words, (at) => (parts[at] ? partText(parts[at], unit) : ''));
}

// prettier-ignore
/** What findings are about: as it is written, in words, and as the audit log names it. */
const SUBJECTS: readonly (readonly [subject: string, words: string, about: string | null])[] = [
  ['queue {queue}', '{0}', 'queue:{0}'],
  ['queue {queue}, event {n}', '{0}，第 {1} 步', 'queue:{0}'],
  ['queue {queue}, position {n}', '{0}，第 {1} 号', 'queue:{0}'],
  ['queue {queue}, seal of {day}', '{0}，{1} 的封存', 'queue:{0}'],
  ['queue {queue}, level {n}, block {n}', '{0}，第 {1} 层第 {2} 段', 'queue:{0}'],
  ['seals of {day}', '{0} 的封存', null],
  ['account {code}', '{0}', 'account:{0}'],
  ['journal {text}', '凭证 {0}', 'journal:{0}'],
  ['posting {n} of journal {n}', '凭证编号 {1} 的分录 {0}', null],
  ['member {n}', '会员 {0}', 'member:{0}'],
  ['merchant {n}', '商家 {0}', 'merchant:{0}'],
  ['order {text} line {line}', '订单 {0} 第 {1} 行', 'order:{0}'],
  ['order {text}', '订单 {0}', 'order:{0}'],
  ['payment {text}', '订单 {0} 的收款', 'order:{0}'],
  ['refund {text} of order {text}', '订单 {1} 的退款 {0}', 'order:{1}'],
  ['after-sale {text}', '售后 {0}', 'afterSale:{0}'],
  ['gift order {text}', '礼品订单 {0}', 'giftOrder:{0}'],
  ['withdrawal {text}', '提现 {0}', 'withdrawal:{0}'],
  ['adjustment {n}', '调账 {0}', 'adjustment:{0}'],
  ['transfer {n}', '转赠 {0}', 'transfer:{0}'],
  ['entry {n}', '权益 {0}', 'entry:{0}'],
  ['draw of entry {n}', '权益 {0} 的抽奖', 'entry:{0}'],
  ['exchange {n} of entry {n}', '权益 {1} 的兑换 {0}', 'entry:{1}'],
  ['dividend {n}', '分红 {0}', 'dividend:{0}'],
  ['payable {n} of merchant {n}', '商家 {1} 的货款 {0}', 'merchant:{1}'],
  ['statement {n} of merchant {n}', '商家 {1} 的日结 {0}', 'merchant:{1}'],
  ['payout {text} of merchant {n}', '商家 {1} 的结算 {0}', 'merchant:{1}'],
  ['payout {n}', '到账记录 {0}', null],
  ['task {n}, position {n}', '合并（结算任务 {0}）后的第 {1} 号', null],
  ['task {n}', '合并（结算任务 {0}）', null],
];

function subjectText(subject: string): Pick<FindingText, 'where' | 'about'> {
  for (const [pattern, words, about] of SUBJECTS) {
    const where = inWords(subject, pattern, words);
    const parts = fit(subject, pattern);
    if (where !== null) return { where, about: about && fill(about, (at) => parts?.[at]?.[1] ?? '') };
  }
  return { where: subject, about: null };
}

/** A finding in words; what an earlier version wrote, and nobody knows any more, stays as it is. */
export function findingText({ check, subject, problem }: Found): FindingText {
  const { title, advice, problems } = BOOK_CHECKS[check] ?? { title: check, advice: null, problems: [] };
  const account = subject.startsWith('account ') ? subject : '';
  const what = problems
    .map(([pattern, words]) => inWords(problem, pattern, words, account))
    .find((said) => said !== null);
  return { title, advice, ...subjectText(subject), what: what ?? problem };
}
