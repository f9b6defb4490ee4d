import { Alert, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ENTRY_STATE_TEXT } from '@paifan/shared/texts/states';
import { Hundredths, Money } from '../../ui/Money';

export type RefundPreview = ResponseOf<'GET /api/admin/orders/:no/refund-preview'>;

/** As operators see it, or as a merchant does: without the buyer's balance, and with what its store is owed. */
type Shown = Omit<RefundPreview, 'line' | 'amountFen' | 'cashBeforeFen' | 'cashAfterFen'> & {
  readonly cashBeforeFen?: number;
  readonly cashAfterFen?: number;
  readonly payableChangeFen?: number;
};

type Fact = readonly [name: string, value: ReactNode];

/** Where the money goes, and what else comes back. */
export const backFacts = ({ back }: Shown): Fact[] => [
  ...(back.wechatFen > 0 ? [['退回微信', <Money key="wechat" fen={back.wechatFen} />] as const] : []),
  ...(back.cashFen > 0 ? [['退回余额', <Money key="cash" fen={back.cashFen} />] as const] : []),
  ...(back.points > 0 ? [['退回积分', <Hundredths key="points" amount={back.points} />] as const] : []),
  ...(back.love > 0 ? [['退回爱心值', <Hundredths key="love" amount={back.love} />] as const] : []),
  ...(back.voucher > 0 ? [['退回购物券', <Hundredths key="voucher" amount={back.voucher} />] as const] : []),
];

/** What it does to the rebate, each in its number. */
export function rebateFacts(preview: Shown): Fact[] {
  const { entry, takenBackFen, cashBeforeFen, cashAfterFen, payableChangeFen } = preview;
  const { contributionWithdrawnFen, othersRewardsFen } = preview;
  return [
    ['这份权益', entry === null ? '没有排队' : <EntryChange key="entry" entry={entry} />],
    ['从会员余额收回已奖励', <Money key="taken" fen={takenBackFen} />],
    ...(cashBeforeFen === undefined || cashAfterFen === undefined
      ? []
      : [
          [
            '会员余额',
            <span key="cash">
              <Money fen={cashBeforeFen} /> → <Money fen={cashAfterFen} />
            </span>,
          ] as const,
        ]),
    ['队列退回平台', <Money key="withdrawn" fen={contributionWithdrawnFen} />],
    ['邀请人等的奖励减少', <Money key="others" fen={othersRewardsFen} />],
    ...(payableChangeFen === undefined
      ? []
      : [['本店应收', <Money key="payable" fen={payableChangeFen} flow />] as const]),
  ];
}

const EntryChange = ({ entry: { before, after } }: { entry: NonNullable<RefundPreview['entry']> }) => (
  <span>
    <Money fen={before.entitledFen} /> → <Money fen={after.entitledFen} />
    {before.state === after.state
      ? ''
      : `，${ENTRY_STATE_TEXT[before.state]} → ${ENTRY_STATE_TEXT[after.state]}`}
  </span>
);

/** What a refund would bring its buyer, and do to the rebate, by the very rules that would do it. */
export const RefundEffects = ({ preview }: { preview: Shown }) => (
  <section aria-label="退款的影响" className="refund-effects">
    <Descriptions size="small" column={1} title="退给会员" items={itemsOf(backFacts(preview))} />
    <Descriptions size="small" column={1} title="对排队权益的影响" items={itemsOf(rebateFacts(preview))} />
    {(preview.cashAfterFen ?? 0) < 0 ? (
      <Alert type="warning" showIcon title="会员余额会低于零，由以后的奖励补上" />
    ) : null}
  </section>
);

const itemsOf = (facts: readonly Fact[]) =>
  facts.map(([label, children]) => ({ key: label, label, children }));
