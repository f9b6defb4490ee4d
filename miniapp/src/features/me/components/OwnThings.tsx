import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';

/** What the member keeps for shopping. */
export function OwnThings() {
  return (
    <Card className="card--menu">
      <Line
        name="售后"
        className="t-to-after-sales"
        onTap={() => open('/packages/orders/afterSales/index', {})}
      />
      <Line name="优惠券" className="t-to-coupons" onTap={() => open('/packages/shop/coupons/index', {})} />
      <Line
        name="收藏"
        className="t-to-favourites"
        onTap={() => open('/packages/shop/favourites/index', {})}
      />
      <Line
        name="收货地址"
        className="t-to-addresses"
        onTap={() => open('/packages/shop/addresses/index', {})}
      />
      <Line name="商家" className="t-to-merchant" onTap={() => open('/packages/merchant/home/index', {})} />
      <Line name="会员协议" className="t-to-terms" onTap={() => open('/packages/me/terms/index', {})} />
    </Card>
  );
}
