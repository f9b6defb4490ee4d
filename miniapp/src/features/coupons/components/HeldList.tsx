import { useInfiniteQuery } from '@tanstack/react-query';
import { open, openTab } from '@/navigation';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { PagedList } from '@/ui/PagedList';
import { timeText } from '@/ui/time';
import { heldQuery, type HeldCoupon, type HeldState } from '../api/queries';
import { CouponCard } from './CouponCard';

const NOTHING: Record<HeldState, string> = {
  available: '还没有可用的优惠券',
  used: '还没有用过优惠券',
  expired: '没有过期的优惠券',
};

/** The member's coupons in one state. */
export function HeldList({ state }: { state: HeldState }) {
  const query = useInfiniteQuery(heldQuery(state));
  return (
    <PagedList query={query} keyOf={({ id }) => id} empty={<Empty icon="bill" title={NOTHING[state]} />}>
      {(coupon) => <Held coupon={coupon} />}
    </PagedList>
  );
}

function noteOf({ scopeText, validFrom, validUntil, inForce, state }: HeldCoupon): string {
  const starts = state === 'available' && !inForce ? `${timeText(validFrom)} 起，` : '';
  return `${scopeText} · ${starts}${timeText(validUntil)} 前有效`;
}

function Held({ coupon }: { coupon: HeldCoupon }) {
  const { text, name, state, scope, orderNo } = coupon;
  const use = () =>
    scope.type === 'store' ? open('/packages/store/detail/index', { id: scope.id }) : openTab('home');
  return (
    <CouponCard className="t-held" text={text} name={name} note={noteOf(coupon)} off={state !== 'available'}>
      {state === 'available' && <Button text="去使用" onTap={use} />}
      {orderNo !== null && (
        <Button text="看订单" onTap={() => open('/packages/orders/detail/index', { no: orderNo })} />
      )}
    </CouponCard>
  );
}
