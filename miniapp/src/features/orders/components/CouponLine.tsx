import { Text } from '@tarojs/components';
import { useState } from 'react';
import { moneyText } from '@paifan/shared/client/moneyText';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import type { Quote } from '../api/queries';
import type { Choices } from '../choices';
import { CouponSheet } from './CouponSheet';

interface Props {
  quote: Quote;
  choose(next: Omit<Choices, 'use'>): void;
}

function couponText({ coupons, memberCouponId }: Quote): string {
  const used = coupons.find(({ id }) => id === memberCouponId);
  if (used !== undefined) return `减 ${moneyText(used.discountFen)}`;
  const fitting = coupons.filter(({ whyNot }) => whyNot === null).length;
  return fitting > 0 ? `${fitting} 张可用` : '没有可用的';
}

/** Which coupon lowers the price; nothing where the member holds none. */
export function CouponLine({ quote, choose }: Props) {
  const [choosing, setChoosing] = useState(false);
  if (quote.coupons.length === 0) return null;
  return (
    <Card className="card--menu">
      <Line name="优惠券" className="t-coupon" onTap={() => setChoosing(true)}>
        <Text className={quote.memberCouponId === null ? 'muted' : ''}>{couponText(quote)}</Text>
      </Line>
      {choosing && (
        <CouponSheet
          quote={quote}
          onClose={() => setChoosing(false)}
          onChoose={(memberCouponId) => {
            choose({ memberCouponId });
            setChoosing(false);
          }}
        />
      )}
    </Card>
  );
}
