import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { request } from '@/api/client';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { PagedList } from '@/ui/PagedList';
import { say, useWrite } from '@/ui/useWrite';
import { claimableQuery, type ClaimableCoupon } from '../api/queries';
import { CouponCard } from './CouponCard';

/** The coupons that can be claimed now. */
export function ClaimableList() {
  const query = useInfiniteQuery(claimableQuery());
  return (
    <PagedList
      query={query}
      keyOf={({ id }) => id}
      empty={<Empty icon="bill" title="现在没有可以领的优惠券" />}
    >
      {(coupon) => <Claimable coupon={coupon} />}
    </PagedList>
  );
}

function Claimable({ coupon }: { coupon: ClaimableCoupon }) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  const claim = useWrite(async () => {
    const params = { id: coupon.id };
    try {
      await once(params, (idempotencyKey) =>
        request('POST /api/coupons/:id/claim', { params, idempotencyKey }),
      );
      say('已领取');
    } finally {
      void client.invalidateQueries({ queryKey: ['coupons'] });
    }
  });
  const { text, name, scopeText, validityText, gone, mayClaim } = coupon;
  return (
    <CouponCard
      className="t-claimable"
      text={text}
      name={name}
      note={`${scopeText} · ${validityText}`}
      off={!mayClaim}
    >
      <Button
        className="t-claim"
        text={mayClaim ? '领取' : gone ? '已领完' : '已领取'}
        busy={claim.busy}
        disabled={!mayClaim}
        onTap={claim.run}
      />
    </CouponCard>
  );
}
