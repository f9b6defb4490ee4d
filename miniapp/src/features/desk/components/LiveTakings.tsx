import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { moneyText } from '@paifan/shared/client/moneyText';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Skeleton } from '@/ui/Skeleton';
import { clockText } from '@/ui/time';
import { todayQuery } from '../api/queries';
import type { Desk } from '../desk';
import { useLiveTakings } from '../hooks/useLiveTakings';
import { useSound } from '../sound';
import './LiveTakings.scss';
import { TakingRow } from './TakingRow';

/** How many of the newest payments stand on the first page of the desk. */
const SHOWN = 5;

/** What was taken today, as it comes: large enough to be read from behind the counter. */
export function LiveTakings({ desk }: { desk: Desk }) {
  const [isHeard, toggleSound] = useSound();
  const { query, newest } = useLiveTakings(desk.id, isHeard);
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={1} />}>
      {({ amountFen, refundedFen, count }) => (
        <Card className="live">
          <View className="live__head">
            <Text className="muted">今日收款</Text>
            <Button
              kind="quiet"
              className={`live__sound t-sound ${isHeard ? 't-sound-on' : 't-sound-off'}`}
              text={isHeard ? '提示音：开' : '提示音：关'}
              onTap={toggleSound}
            />
          </View>
          <Amount fen={amountFen} size="huge" tone="received" className="t-today" />
          <Text className="muted t-today-count">
            共 {count} 笔{refundedFen > 0 ? `，其中已退 ${moneyText(refundedFen)}` : ''}
          </Text>
          <View className="live__newest" aria-live="polite">
            {newest === null ? (
              <Text className="muted">付款成功后会出现在这里，不用刷新</Text>
            ) : (
              <>
                <Text className="live__came t-newest">收到 {moneyText(newest.amountFen)}</Text>
                <Text className="muted">
                  {newest.buyerName} · {clockText(newest.at)}
                </Text>
              </>
            )}
          </View>
        </Card>
      )}
    </Loaded>
  );
}

/** The newest payments of today; what keeps them from being read is said above. */
export function NewestTakings({ desk }: { desk: Desk }) {
  const items = useQuery(todayQuery(desk.id)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <View className="rows">
      {items.slice(0, SHOWN).map((taking) => (
        <View key={taking.orderNo} className="paged-list__item">
          <TakingRow taking={taking} withStore={desk.stores.length > 1} />
        </View>
      ))}
    </View>
  );
}
