import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { platform } from '@platform/platform';
import { pickupQuery } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { PickupCard } from '@/features/desk/components/PickupCard';
import type { Desk } from '@/features/desk/desk';
import { pickupCodeOf } from '@/features/desk/pickupCode';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { say, useWrite } from '@/ui/useWrite';
import './index.scss';

/** Hands over what was ordered to be fetched: the customer shows a code, which is scanned or typed. */
export default function PickupPage() {
  return (
    <View className="page t-pickup-desk">
      <OfflineStrip />
      <AtDesk permission="desk.pickup">{(desk) => <Check desk={desk} />}</AtDesk>
    </View>
  );
}

function Check({ desk }: { desk: Desk }) {
  const [typed, setTyped] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const find = (text: string): void => {
    const found = pickupCodeOf(text);
    if (found === null) say('提货码是 8 位数字');
    setCode(found);
  };
  const scanning = useWrite(async () => {
    const text = await platform.scan();
    if (text === null) return;
    setTyped(pickupCodeOf(text) ?? '');
    find(text);
  });
  return (
    <View className="stack">
      <Button
        kind="main"
        className="t-scan-pickup"
        text="扫顾客的提货码"
        busy={scanning.busy}
        onTap={scanning.run}
      />
      <Card className="pickup__typed">
        <Field
          name="提货码"
          kind="number"
          placeholder="8 位数字"
          maxLength={12}
          value={typed}
          className="t-pickup-typed"
          onChange={setTyped}
        />
        <Button className="t-find" text="查找" disabled={typed.trim() === ''} onTap={() => find(typed)} />
      </Card>
      {code === null ? (
        <Text className="muted">请顾客出示提货码，核对商品后核销。核销后订单完成，不能撤回。</Text>
      ) : (
        <Found key={code} desk={desk} code={code} />
      )}
    </View>
  );
}

function Found({ desk, code }: { desk: Desk; code: string }) {
  const query = useQuery(pickupQuery(desk.id, code));
  return (
    <Loaded query={query}>
      {({ items }) => (
        <View className="stack">
          {items.map((pickup) => (
            <PickupCard key={pickup.orderNo} desk={desk} code={code} pickup={pickup} />
          ))}
        </View>
      )}
    </Loaded>
  );
}
