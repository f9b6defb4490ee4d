import { Text, View } from '@tarojs/components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { moneyText } from '@paifan/shared/client/moneyText';
import { requestAtDesk } from '@/api/client';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import { say, useWrite } from '@/ui/useWrite';
import { pickupQuery, type Pickup } from '../api/queries';
import type { Desk } from '../desk';
import { GoodsRow } from './GoodsRow';

interface Props {
  desk: Desk;
  code: string;
  pickup: Pickup;
}

/** What is to be handed over for a code, and the one button that says it was. */
export function PickupCard({ desk, code, pickup }: Props) {
  const { orderNo, lines, redeemable, redeemedAt } = pickup;
  const redeem = useRedeem(desk.id, code);
  const pieces = lines.reduce((sum, { quantity, withdrawn }) => sum + quantity - withdrawn, 0);
  return (
    <Card className="t-pickup-order">
      <Line name={`${pickup.buyerName} 的订单`}>
        {redeemable ? (
          <Tag text="待提货" tone="waiting" className="t-pickup-state" />
        ) : (
          <Tag text={redeemedAt === null ? '不能提货' : '已提货'} className="t-pickup-state" />
        )}
      </Line>
      {lines.map(({ title, skuName, picture, quantity, withdrawn }) => (
        <GoodsRow
          key={`${title}/${skuName}`}
          {...{ title, skuName, picture }}
          text={`交付 ${quantity - withdrawn} 件`}
          note={withdrawn > 0 ? `另有 ${withdrawn} 件已退，不交付` : undefined}
        />
      ))}
      {pickup.note !== '' && (
        <Line name="留言">
          <Text>{pickup.note}</Text>
        </Line>
      )}
      <Line name="门店">
        <Text>{pickup.storeName}</Text>
      </Line>
      <Line name="已付">
        <Text>{moneyText(pickup.paidFen)}</Text>
      </Line>
      <Line name="订单号">
        <Text>{orderNo}</Text>
      </Line>
      {redeemedAt !== null && (
        <Line name="提货时间">
          <Text className="t-redeemed-at">{timeText(redeemedAt)}</Text>
        </Line>
      )}
      {redeemable && (
        <View className="goods__action">
          <Button
            kind="main"
            className="t-redeem-pickup"
            text={`核销，交付 ${pieces} 件`}
            busy={redeem.busy}
            onTap={() => redeem.run(orderNo, pieces)}
          />
        </View>
      )}
    </Card>
  );
}

function useRedeem(merchant: string, code: string) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  return useWrite(async (orderNo: string, pieces: number) => {
    const agreed = await ask({
      title: `核销 ${pieces} 件？`,
      content: '核对过商品再核销。核销后订单完成，不能撤回。',
      confirmText: '核销',
    });
    if (!agreed) return;
    const call = { params: { code }, body: { orderNo } };
    const answer = await once(call, (idempotencyKey) =>
      requestAtDesk(merchant, 'POST /api/desk/pickups/:code/redeem', { ...call, idempotencyKey }),
    );
    client.setQueryData(pickupQuery(merchant, code).queryKey, answer);
    void client.invalidateQueries({ queryKey: ['desk', merchant, 'orders'] });
    say('已核销，订单完成');
  });
}
