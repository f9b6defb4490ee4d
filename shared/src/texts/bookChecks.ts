/* What the checks of the books find, in the operators' words. The checks themselves are sql/checks/*.sql and docs/PROOF.md. */

/** A check of the books. */
export interface BookCheckRow {
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  /** What it says is wrong, as its statement writes it, and in words; `{fen}` is read from the one, `{0}` said in the other. */
  readonly problems: readonly (readonly [problem: string, words: string])[];
}

const BACKUP = '先暂停队列奖励、备份数据库，不要手工改数';
const REBUILD = `${BACKUP}；请技术人员用 check:books --rebuild 与账本比对，查明原因后按账本写回`;
const ASK = `${BACKUP}；请技术人员查明是谁、何时改动`;
const PROOF = `${BACKUP}；请技术人员与备份及公开的封存比对，查明从哪一步起不同`;

// prettier-ignore
/** Every check, by its name. */
export const BOOK_CHECKS: Readonly<Record<string, BookCheckRow>> = {
  'adjustments-are-booked': {
    title: '调账入账',
    advice: `在「调账」与「账本」各查这一笔；${ASK}`,
    problems: [
      ['it is of {amount} {asset}, the ledger says {amount}', '调账已批准 {0}，账本记了 {2}'],
      ['no approved adjustment is behind it', '账本有这一笔，却没有已批准的调账'],
    ],
  },
  'after-sales-add-up': {
    title: '售后退款',
    advice: '打开订单与售后，对照微信的退款记录；少退的补退，多退的联系会员；查不清时请技术人员处理',
    problems: [
      ['{fen} is refunded by the line, {fen} by its after-sales', '这一行记已退 {0}，售后合计已退 {1}'],
      ['{fen} is refunded by the line, {fen} of its money went back', '这一行记已退 {0}，实际退回 {1}'],
      ['it came to {fen}, {fen} is refunded or asked for', '这一行共值 {0}，已退与申请中的合计 {1}'],
      ['it is refunded, and no refund of it succeeded', '售后显示已退款，却没有成功的退款'],
      ['money of it went back, and the settlement was not told', '钱已退回，排队返利没有相应扣减'],
    ],
  },
  'balances-equal-postings': {
    title: '余额与分录',
    advice: REBUILD,
    problems: [['its balance is {amount}, its postings add up to {amount}', '余额 {0}，分录合计 {1}']],
  },
  'balances-pay-orders': {
    title: '订单使用的余额与抵扣',
    advice: `打开会员或订单，对照账本里的「下单支付」与「订单退款」；${ASK}`,
    problems: [
      ['unpaid orders use {more} more of {asset} than is set aside', '待付款订单使用的，比账本占用的{0}'],
      ['it is {order} with {fen} of cash, {points} points, {love} love, {voucher} of the voucher; the ledger sold for {fen}, {points}, {love}, {voucher}', '订单{0}，使用余额 {1}、{2}、{3}、{4}；账本记了余额 {5}、{6}、{7}、{8}'],
      ['its lines use {points} points, {love} love worth {fen} and {voucher} of the voucher, the order {points}, {love}, {fen} and {voucher}', '各行合计使用 {0}、{1}（共抵 {2}）、{3}；订单使用 {4}、{5}（共抵 {6}）、{7}'],
      ['it is {refund} with {fen} of cash, {points} points, {love} love, {voucher} of the voucher; the ledger returned {fen}, {points}, {love}, {voucher}', '退款{0}，应退余额 {1}、{2}、{3}、{4}；账本退了余额 {5}、{6}、{7}、{8}'],
      ['of {fen} of cash, {points} points, {love} love, {voucher} of the voucher came back {fen}, {points}, {love}, {voucher}', '使用余额 {0}、{1}、{2}、{3}，却退回余额 {4}、{5}、{6}、{7}'],
    ],
  },
  'closed-queues': {
    title: '已结束的队列',
    advice: `打开队列，看结束时的记录；${ASK}`,
    problems: [['it is closed, and {n} wait with a pool of {fen}', '队列已结束，仍有 {0} 人在排，奖金池还有 {1}']],
  },
  'entries-within-entitlement': {
    title: '权益与到账',
    advice: `打开这份权益，对照每一笔到账；${ASK}`,
    problems: [['it is {entry}, received {fen} of {fen}', '{0}，到账 {1}，权益 {2}']],
  },
  'frozen-rewards': {
    title: '冻结的奖励',
    advice: `打开会员，对照冻结中的奖励与账本；${ASK}`,
    problems: [['frozen rewards add up to {more} more than the frozen balance', '冻结中的奖励合计，比冻结余额{0}']],
  },
  'gifts-are-booked': {
    title: '礼品兑换入账',
    advice: `在「礼品订单」与「账本」各查这一笔；${ASK}`,
    problems: [
      ['it is {gift} and of {amount} {asset}, the ledger says {amount} taken and {amount} given back', '礼品订单{0}，应扣 {1}；账本扣了 {3}，退回 {4}'],
      ['no gift order knows of it', '账本有这一笔，却没有对应的礼品订单'],
    ],
  },
  'journals-balance': {
    title: '凭证平衡',
    advice: ASK,
    problems: [
      ['{asset}: {more} too much', '借贷不平，{1}'],
      ['it has no postings', '这张凭证没有分录'],
    ],
  },
  'lines-without-gap': {
    title: '队列的位置',
    advice: ASK,
    problems: [
      ['{n} places at positions {n} to {n}; the next one to be given is {n}', '{0} 个位置，从第 {1} 号到第 {2} 号，下一个却是第 {3} 号'],
      ['an entry stands where another stood before', '这个位置上先后站了两份权益'],
    ],
  },
  'moves-in-order': {
    title: '合并后的先后',
    advice: ASK,
    problems: [
      ['who stands there has passed somebody of the own line', '站在这里的越过了原来同队的人'],
      ['who stands there joined before whoever is in front', '站在这里的比前一位排得更早'],
      ['{n} moved to positions {n} to {n}', '合并移动了 {0} 份，却占第 {1} 号到第 {2} 号'],
    ],
  },
  'paid-orders-have-tasks': {
    title: '付款与完成的结算',
    advice: '在「运行状况」看结算是否停住；没有停住时请技术人员补上结算任务',
    problems: [
      ['no settlement task paid for queue {queue}', '已付款，没有送去结算：{0}'],
      ['no settlement task completed for queue {queue}', '已完成，没有送去结算：{0}'],
    ],
  },
  'payables-are-booked': {
    title: '商家货款',
    advice: `暂缓给这个商家打款，对照日结与账本；${ASK}`,
    problems: [
      ['its merchant is owed {fen}, {fen} is booked', '应付商家 {0}，已计入 {1}'],
      ['it is of {fen}, the ledger says {fen}', '货款 {0}，账本记了 {1}'],
      ['it is {payout} with {fen}, the ledger says {fen}', '结算{0} {1}，账本记了 {2}'],
      ['it is owed {more} more than its account says', '应付的货款，比账本{0}'],
      ['it comes to {fen}, its lines to {fen}', '日结 {0}，各行合计 {1}'],
      ['it is {payout} with {fen}, its statements come to {fen}', '结算{0} {1}，所含日结合计 {2}'],
    ],
  },
  'payments-are-booked': {
    title: '微信收款与退款入账',
    advice: '在「对账」核对那一天的微信账单，以微信为准；请技术人员补记，不要手工改数',
    problems: [
      ['it is {payment} with {fen}, the ledger says {fen}', '收款{0} {1}，账本记了 {2}'],
      ['it is {refund} with {fen}, the ledger says {fen}', '退款{0} {1}，账本记了 {2}'],
    ],
  },
  'payouts-equal-rewards': {
    title: '到账明细',
    advice: REBUILD,
    problems: [
      ['it received {fen}, its payouts add up to {fen}', '已到账 {0}，明细合计 {1}'],
      ['it was paid {fen}, the ledger says {fen}', '明细合计 {0}，账本记了 {1}'],
    ],
  },
  'pools-equal-accounts': {
    title: '奖金池与账本',
    advice: REBUILD,
    problems: [
      ['its pool is {fen}, its debt {fen}; the ledger says pool {fen}, debt {fen}', '奖金池 {0}、欠平台 {1}；账本记奖金池 {2}、欠平台 {3}'],
      ['it belongs to no queue and holds {fen}', '不属于任何队列，却有 {0}'],
    ],
  },
  'pools-equal-flow': {
    title: '奖金池的进出',
    advice: REBUILD,
    problems: [
      ['its pool less its debt is {fen}, its days say {fen}', '奖金池减欠平台为 {0}，每日进出合计 {1}'],
      ['its lines gave {fen}, its days say {fen}', '各订单提取合计 {0}，每日流入合计 {1}'],
    ],
  },
  'queue-blocks': {
    title: '排队人数的分段合计',
    advice: REBUILD,
    problems: [['its sums are off by {n} people and {fen} fen', '与在排的权益相差 {0} 人、{1}']],
  },
  'queue-requests': {
    title: '抽奖、兑换与分红',
    advice: ASK,
    problems: [
      ['it is applied, its entry was not drawn for', '抽奖已生效，权益却没有抽过'],
      ['it is applied, its entry was not exchanged', '兑换已生效，权益却没有兑换'],
      ['it is {dividend} with {fen}, the ledger says {fen}', '分红{0} {1}，账本记了 {2}'],
    ],
  },
  'queue-sums': {
    title: '队列的合计',
    advice: REBUILD,
    problems: [
      ['its row says {n} waiting with {fen}, of completed orders {fen}; its entries say {n} with {fen}, of completed orders {fen}', '队列记 {0} 人、待奖励 {1}（订单已完成的 {2}）；逐份合计 {3} 人、{4}（{5}）'],
    ],
  },
  'rows-have-owners': {
    title: '记录的归属',
    advice: ASK,
    problems: [
      ['its journal is not there', '所属凭证不存在'],
      ['its account {n} is not there', '所属科目 {0} 不存在'],
      ['its entry {n} is not there', '所属权益 {0} 不存在'],
      ['its queue {n} is not there', '所属队列 {0} 不存在'],
      ['its member {n} is not there', '所属会员 {0} 不存在'],
      ['its line {line} of order {n} is not there', '所属订单行不存在（订单编号 {1}，第 {0} 行）'],
    ],
  },
  'transfers-are-booked': {
    title: '转赠入账',
    advice: `在「转赠」与「账本」各查这一笔；${ASK}`,
    problems: [['it is of {amount} {asset}, the ledger says {amount}', '转赠 {0}，账本记了 {2}']],
  },
  'withdrawals-are-booked': {
    title: '提现入账',
    advice: `先不要重新打款，对照微信的转账记录；${ASK}`,
    problems: [
      ['open withdrawals add up to {more} more than the reserved balance', '未结束的提现合计，比提现中的余额{0}'],
      ['it is {withdrawal}, and {ended}', '提现{0}，却记为{1}'],
      ['it is {withdrawal} with {fen} less {fen}, the ledger says paid {fen}, returned {fen}', '提现{0} {1}，手续费 {2}；账本记付出 {3}，退回 {4}'],
    ],
  },
  'chain-links': {
    title: '排队证明的先后',
    advice: PROOF,
    problems: [
      ['it follows event {n}', '前一步却是第 {0} 步，中间少了'],
      ['its hash is not that of its body and the hash before', '内容与哈希不符，这一步或前一步被改过'],
    ],
  },
  'chain-bodies': {
    title: '排队证明的内容',
    advice: PROOF,
    problems: [
      ['its body says that it is event {n}', '内容自称是第 {0} 步'],
      ['its body cannot be read: {text}', '内容无法读取'],
      ['position {n} joins, and {n} is next', '第 {0} 号入队，而应轮到第 {1} 号'],
    ],
  },
  'chain-tables': {
    title: '排队证明与记录',
    advice: PROOF,
    problems: [
      ['no task {n} was settled', '结算任务 {0} 并没有结算'],
      ['task {n} is {text} at {text}, not what the body says', '结算任务 {0} 的事由或时间与证明不同'],
      ['the entry at position {n} is not the one that joined there', '第 {0} 号不是当时入队的那一份'],
      ['it paid {fen} to position {n}, the payouts say {fen}', '证明记给第 {1} 号 {0}，到账明细是 {2}'],
      ['{n} settled tasks are told by no event, the first of them {n}', '有 {0} 个已结算的任务不在证明里，第一个是 {1}'],
    ],
  },
  'chain-heads': {
    title: '排队证明的末尾',
    advice: PROOF,
    problems: [['its chain ends with event {n}, its row says {n}', '证明到第 {0} 步为止，队列记到第 {1} 步，或末尾的哈希不同']],
  },
  'chain-sums': {
    title: '排队证明的合计',
    advice: PROOF,
    problems: [
      ['next position: its chain says {n}, its tables {n}', '下一个位置：证明为第 {0} 号，队列记第 {1} 号'],
      ['{sum}: its chain says {fen}, its tables {fen}', '{0}：证明为 {1}，队列记 {2}'],
    ],
  },
  'chain-seals': {
    title: '每日封存',
    advice: PROOF,
    problems: [
      ['event {n} does not have the hash that was sealed', '第 {0} 步的哈希与封存时不同'],
      ['its root is not that of its seals and of the root before', '当日的封存与各队列或前一日的对不上'],
    ],
  },
};
