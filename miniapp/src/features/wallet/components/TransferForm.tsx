import { Text } from '@tarojs/components';
import { useState } from 'react';
import { fenOfTyped, hundredthsText } from '@paifan/shared/client/moneyText';
import { BALANCE_TEXT } from '@/features/me/words';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import type { Transferable, Wallet } from '../api/queries';
import { useTransfer } from '../hooks/useTransfer';
import './WithdrawForm.scss';

const INVITE_CODE = /^[0-9A-Z]{8}$/;

type Limits = NonNullable<Wallet['transfer'][Transferable]>;

function objection(code: string, amount: number | null, { min, most }: Limits): string | null {
  if (code !== '' && !INVITE_CODE.test(code)) return '邀请码是 8 位字母和数字，对方在「邀请朋友」里能看到';
  if (amount === null) return null;
  if (most < min) return '现在没有可以转赠的';
  if (amount < min) return `最少 ${hundredthsText(min)}`;
  return amount > most ? `现在最多 ${hundredthsText(most)}` : null;
}

/** To whom, and how much of one balance. */
export function TransferForm({ balance, limits }: { balance: Transferable; limits: Limits }) {
  const [code, setCode] = useState('');
  const [typed, setTyped] = useState('');
  const transfer = useTransfer(() => setTyped(''));
  const amount = fenOfTyped(typed);
  const problem = objection(code, amount, limits);
  const ready = INVITE_CODE.test(code) && amount !== null && problem === null;

  return (
    <Card className="t-transfer-form">
      <Field
        name="邀请码"
        value={code}
        placeholder="对方的 8 位邀请码"
        maxLength={8}
        className="t-code"
        onChange={(text) => setCode(text.trim().toUpperCase())}
      />
      <Field name="数量" kind="digit" value={typed} maxLength={10} className="t-amount" onChange={setTyped} />
      {problem !== null && <Text className="withdraw__problem t-problem">{problem}</Text>}
      <Button
        kind="main"
        className="withdraw__ask t-transfer"
        text={`转赠${BALANCE_TEXT[balance]}`}
        busy={transfer.busy}
        disabled={!ready}
        onTap={() => amount !== null && transfer.run({ balance, inviteCode: code, amount })}
      />
      <Text className="muted withdraw__rules">
        现在可转 {hundredthsText(limits.most)}；每次 {hundredthsText(limits.min)} 到{' '}
        {hundredthsText(limits.max)}，每天共 {hundredthsText(limits.daily)}。
      </Text>
    </Card>
  );
}
