import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { fenOfTyped, moneyText, percentText, typedFen } from '@paifan/shared/client/moneyText';
import { fen } from '@paifan/shared/money/fen';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import type { Wallet, WithdrawalRequest } from '../api/queries';
import './WithdrawForm.scss';

interface Props {
  wallet: Wallet;
  busy: boolean;
  onAsk(request: WithdrawalRequest): void;
}

/** Why an amount cannot be asked for, in a sentence; null: it can. */
function objection(amountFen: number | null, name: string, { withdrawal }: Wallet): string | null {
  if (amountFen === null) return null;
  if (amountFen < withdrawal.minFen) return `最少提现 ${moneyText(withdrawal.minFen)}`;
  if (amountFen > withdrawal.mostFen) return `现在最多能提 ${moneyText(withdrawal.mostFen)}`;
  if (amountFen >= withdrawal.realNameFromFen && name.trim().length < 2)
    return `${moneyText(withdrawal.realNameFromFen)} 起需要填写与微信一致的真实姓名`;
  return null;
}

/** What is to be withdrawn, with every limit before it is met. */
export function WithdrawForm({ wallet, busy, onAsk }: Props) {
  const { withdrawal } = wallet;
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  const amountFen = fenOfTyped(typed);
  const problem = objection(amountFen, name, wallet);
  const namedFrom = withdrawal.realNameFromFen;
  const needsName = amountFen !== null && amountFen >= namedFrom;

  return (
    <Card className="t-withdraw-form">
      <View className="withdraw__have">
        <Text className="muted">
          可提现 <Amount fen={withdrawal.mostFen} className="t-most" />
        </Text>
        <Button
          kind="quiet"
          className="t-all"
          text="全部"
          disabled={withdrawal.mostFen === 0}
          onTap={() => setTyped(typedFen(withdrawal.mostFen))}
        />
      </View>
      <Field
        name="金额 ¥"
        kind="digit"
        value={typed}
        onChange={setTyped}
        maxLength={10}
        className="t-amount"
      />
      {needsName && (
        <Field name="真实姓名" value={name} onChange={setName} maxLength={30} className="t-real-name" />
      )}
      {problem !== null && <Text className="withdraw__problem t-problem">{problem}</Text>}
      <Button
        kind="main"
        className="withdraw__ask t-withdraw"
        text="提现到微信"
        busy={busy}
        disabled={amountFen === null || amountFen === 0 || problem !== null}
        onTap={() =>
          amountFen !== null &&
          onAsk({ amountFen: fen(amountFen), ...(needsName ? { realName: name.trim() } : {}) })
        }
      />
      <Text className="muted withdraw__rules">
        每天最多 {withdrawal.dailyCount} 次、共 {moneyText(withdrawal.dailyFen)}；
        {percentText(withdrawal.feeRatio) === '0%'
          ? '不收手续费'
          : `手续费 ${percentText(withdrawal.feeRatio)}，从提现金额中扣`}
        ；超过 {moneyText(withdrawal.reviewAboveFen)} 需要审核。到账前要在微信里确认收款，24 小时内有效。
      </Text>
    </Card>
  );
}
