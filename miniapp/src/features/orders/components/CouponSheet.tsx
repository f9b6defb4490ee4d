import { Text, View } from '@tarojs/components';
import { timeText } from '@/ui/time';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { MemberCouponId } from '@paifan/shared/ids/ids';
import { CouponCard } from '@/features/coupons/components/CouponCard';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import type { Quote } from '../api/queries';

interface Props {
  quote: Quote;
  onChoose(id: MemberCouponId | null): void;
  onClose(): void;
}

/** The coupons that the member holds, what each would take off this order, or why it does not fit. */
export function CouponSheet({ quote, onChoose, onClose }: Props) {
  return (
    <Sheet title="选择优惠券" className="t-coupon-sheet" onClose={onClose}>
      <View className="stack">
        {quote.coupons.map((coupon) => (
          <CouponCard
            key={coupon.id}
            className="t-coupon-option"
            text={coupon.text}
            name={coupon.name}
            note={coupon.whyNot ?? `${timeText(coupon.validUntil)} 前有效`}
            off={coupon.whyNot !== null}
            onTap={coupon.whyNot === null ? () => onChoose(coupon.id) : undefined}
          >
            {coupon.whyNot === null && (
              <Text className="coupon-card__saves">
                {coupon.id === quote.memberCouponId ? '已选 · ' : ''}减 {moneyText(coupon.discountFen)}
              </Text>
            )}
          </CouponCard>
        ))}
        <Button className="t-coupon-none" text="不使用优惠券" onTap={() => onChoose(null)} />
      </View>
    </Sheet>
  );
}
