import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { giftQuery } from '@/features/gifts/api/queries';
import { useRedeem } from '@/features/gifts/hooks/useRedeem';
import { giftPriceText } from '@/features/gifts/words';
import { meQuery } from '@/features/me/api/queries';
import { BALANCE_TEXT } from '@/features/me/words';
import { pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Picture } from '@/ui/Picture';
import { Skeleton } from '@/ui/Skeleton';
import { Stepper } from '@/ui/Stepper';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** The most pieces at once, by the API's contract. */
const MOST_PIECES = 99;

export default function GiftPage() {
  const [id] = useState(() => pageParam('id'));
  const [quantity, setQuantity] = useState(1);
  const query = useQuery(giftQuery(id));
  const me = useQuery(meQuery());
  const redeem = useRedeem();
  useRefresh('gifts', 'me');

  return (
    <View className="page page--with-bar t-gift-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(gift) => {
          const held = me.data?.wallet[gift.balance];
          const short = held !== undefined && held < gift.price * quantity;
          const most = Math.max(1, Math.min(MOST_PIECES, gift.stock, gift.maxPerMember ?? MOST_PIECES));
          return (
            <>
              <View className="stack">
                <Picture path={gift.picture} className="gift__picture" />
                <Card>
                  <Text className="gift__title">{gift.title}</Text>
                  <Text className="gift__price t-gift-price">{giftPriceText(gift)}</Text>
                  <Text className="muted">{gift.summary}</Text>
                </Card>
                <Card>
                  <Line name="数量">
                    <View className="gift__stepper">
                      <Stepper value={quantity} min={1} max={most} onChange={setQuantity} />
                    </View>
                  </Line>
                  {held !== undefined && (
                    <Line name={`我的${BALANCE_TEXT[gift.balance]}`}>
                      <Text className="t-held">{hundredthsText(held)}</Text>
                    </Line>
                  )}
                  <Line name="库存">
                    <Text>{gift.stock} 件</Text>
                  </Line>
                  {gift.maxPerMember !== null && (
                    <Line name="每人最多">
                      <Text>{gift.maxPerMember} 件</Text>
                    </Line>
                  )}
                </Card>
              </View>
              <ActionBar>
                <Button
                  kind="main"
                  className="t-redeem button--wide"
                  text={
                    gift.stock === 0 ? '已兑完' : short ? `${BALANCE_TEXT[gift.balance]}不够` : '选地址，兑换'
                  }
                  busy={redeem.busy}
                  disabled={gift.stock === 0 || short || held === undefined}
                  onTap={() => redeem.run(gift, quantity)}
                />
              </ActionBar>
            </>
          );
        }}
      </Loaded>
    </View>
  );
}
