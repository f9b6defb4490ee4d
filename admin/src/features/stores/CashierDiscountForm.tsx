import { Alert, Button, Radio, Space, Switch } from 'antd';
import { useState } from 'react';
import { cashierDiscountOn, type CashierDiscount } from '@paifan/shared/checkout/discount';
import { moneyText, percentText } from '@paifan/shared/client/moneyText';
import { fen } from '@paifan/shared/money/fen';
import {
  compareRatio,
  ONE_RATIO,
  ratio,
  subtractRatio,
  ZERO_RATIO,
  type Ratio,
} from '@paifan/shared/money/ratio';
import { useUnsaved } from '../../ui/typed';
import { useConfirm } from '../../ui/useConfirm';
import { FenInput, Part, RatioInput } from '../settings/inputs';

interface Typed {
  readonly type: 'none' | CashierDiscount['discount']['type'];
  readonly minFen: number;
  readonly offFen: number;
  readonly repeats: boolean;
  /** What is left to pay: 0.9 is nine tenths. */
  readonly left: Ratio;
  /** 0: without an end. */
  readonly capFen: number;
}

const FRESH: Typed = {
  type: 'none',
  minFen: 5_000,
  offFen: 500,
  repeats: false,
  left: ratio('0.9'),
  capFen: 0,
};
const EXAMPLE = 10_000;

const TYPES = [
  { value: 'none', label: '没有优惠' },
  { value: 'amountOff', label: '满减' },
  { value: 'shareOff', label: '打折' },
] as const;

function typedOf(rule: CashierDiscount | null): Typed {
  if (rule === null) return FRESH;
  const { minFen, repeats, discount } = rule;
  return discount.type === 'amountOff'
    ? { ...FRESH, minFen, repeats, type: discount.type, offFen: discount.offFen }
    : {
        ...{ ...FRESH, minFen, repeats: false, type: discount.type },
        ...{ left: subtractRatio(ONE_RATIO, discount.ratio), capFen: discount.capFen ?? 0 },
      };
}

/** @returns what is wrong with it, in a sentence; null: nothing */
function problemOf({ type, minFen, offFen, left }: Typed): string | null {
  if (type === 'amountOff' && offFen === 0) return '请填写减免金额';
  if (type === 'amountOff' && offFen >= minFen) return '减免金额须小于满额';
  const isShare = compareRatio(left, ZERO_RATIO) > 0 && compareRatio(left, ONE_RATIO) < 0;
  return type === 'shareOff' && !isShare ? '折后支付须大于 0 且小于 100%' : null;
}

/** The rule as it is sent; null: nothing is taken off, or what is typed is none. */
function ruleOf(typed: Typed): CashierDiscount | null {
  const { type, minFen, offFen, repeats, left, capFen } = typed;
  if (type === 'none' || problemOf(typed) !== null) return null;
  return type === 'amountOff'
    ? { minFen: fen(minFen), repeats, discount: { type, offFen: fen(offFen) } }
    : {
        ...{ minFen: fen(minFen), repeats: false },
        discount: { type, ratio: subtractRatio(ONE_RATIO, left), capFen: capFen === 0 ? null : fen(capFen) },
      };
}

/** A cashier's rule in words. */
export function discountText(rule: CashierDiscount | null): string {
  if (rule === null) return '没有优惠';
  const { minFen, repeats, discount } = rule;
  const from = minFen === 0 ? '' : `${repeats ? '每满' : '满'} ${moneyText(minFen)} `;
  return discount.type === 'amountOff'
    ? `${from}减 ${moneyText(discount.offFen)}`
    : `${from}实付 ${percentText(subtractRatio(ONE_RATIO, discount.ratio))}${discount.capFen === null ? '' : `，最多减 ${moneyText(discount.capFen)}`}`;
}

function exampleText(rule: CashierDiscount | null, amountFen: number): string {
  const offFen = cashierDiscountOn(rule, fen(amountFen));
  return `优惠 ${moneyText(offFen)}，实付 ${moneyText(amountFen - offFen)}`;
}

interface CashierDiscountFormProps {
  readonly saved: CashierDiscount | null;
  readonly mayChange: boolean;
  readonly save: (rule: CashierDiscount | null) => Promise<unknown>;
}

/** What a store's cashier takes off the amount that is typed, with what it does to an amount of one's choice. */
export function CashierDiscountForm({ saved, mayChange, save }: CashierDiscountFormProps) {
  const [typed, setTyped] = useState<Typed>(() => typedOf(saved));
  const [amountFen, setAmountFen] = useState(EXAMPLE);
  const confirm = useConfirm();
  const change = (next: Partial<Typed>): void => setTyped({ ...typed, ...next });
  const problem = problemOf(typed);
  const rule = ruleOf(typed);
  const isChanged = discountText(rule) !== discountText(saved) || problem !== null;
  useUnsaved(isChanged && mayChange);

  const ask = (): void =>
    confirm({
      title: '修改收银台优惠',
      facts: [
        ['现在', discountText(saved)],
        ['改为', discountText(rule)],
        [`例：${moneyText(EXAMPLE)}`, `${exampleText(saved, EXAMPLE)} → ${exampleText(rule, EXAMPLE)}`],
      ],
      warning: '之后的买单按新规则；优惠由门店承担，抽成与权益按实付计算。',
      verb: '保存优惠',
      run: () => save(rule),
    });

  if (!mayChange) return <p className="plain">{discountText(saved)}</p>;
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Radio.Group
        aria-label="收银台优惠"
        value={typed.type}
        options={[...TYPES]}
        onChange={({ target }) => change({ type: target.value as Typed['type'] })}
      />
      {typed.type === 'none' ? null : <Fields typed={typed} change={change} />}
      {problem === null ? null : <Alert type="warning" showIcon title={problem} />}
      <div className="setting-example">
        <Part name="顾客输入">
          <FenInput label="试算金额" value={amountFen} onChange={setAmountFen} />
        </Part>
        {problem === null ? exampleText(rule, amountFen) : null}
      </div>
      <Button type="primary" disabled={!isChanged || problem !== null} onClick={ask}>
        保存优惠
      </Button>
    </Space>
  );
}

const Fields = ({ typed, change }: { typed: Typed; change: (next: Partial<Typed>) => void }) => (
  <div>
    <Part name="满">
      <FenInput label="满额" value={typed.minFen} onChange={(minFen) => change({ minFen })} />
    </Part>
    {typed.type === 'amountOff' ? (
      <>
        <Part name="减">
          <FenInput label="减免金额" value={typed.offFen} onChange={(offFen) => change({ offFen })} />
        </Part>
        <Part name="每满都减">
          <Switch aria-label="每满都减" checked={typed.repeats} onChange={(repeats) => change({ repeats })} />
        </Part>
      </>
    ) : (
      <>
        <Part name="折后支付（90% 即九折）">
          <RatioInput label="折后支付" value={typed.left} onChange={(left) => change({ left })} />
        </Part>
        <Part name="最多减（0 为不限）">
          <FenInput label="最多减" value={typed.capFen} onChange={(capFen) => change({ capFen })} />
        </Part>
      </>
    )}
  </div>
);
