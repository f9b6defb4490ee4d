import { View } from '@tarojs/components';
import { useState } from 'react';
import { ClaimableList } from '@/features/coupons/components/ClaimableList';
import { HeldList } from '@/features/coupons/components/HeldList';
import { pageParam } from '@/navigation';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Segments } from '@/ui/Segments';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

const VIEWS = [
  { value: 'claimable', text: '领券' },
  { value: 'available', text: '可用' },
  { value: 'used', text: '已用' },
  { value: 'expired', text: '已过期' },
] as const;
type CouponView = (typeof VIEWS)[number]['value'];

const viewOfPage = (): CouponView =>
  VIEWS.find(({ value }) => value === pageParam('state'))?.value ?? 'claimable';

export default function CouponsPage() {
  const [shown, setShown] = useState(viewOfPage);
  useRefresh('coupons');
  return (
    <View className="page t-coupons">
      <OfflineStrip />
      <View className="coupons__views">
        <Segments name="t-view" options={VIEWS} value={shown} onChange={setShown} />
      </View>
      {shown === 'claimable' ? <ClaimableList /> : <HeldList key={shown} state={shown} />}
    </View>
  );
}
