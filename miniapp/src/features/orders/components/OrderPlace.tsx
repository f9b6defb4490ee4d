import { Text, View } from '@tarojs/components';
import { EntryPlace } from '@/features/line/components/EntryPlace';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Bar } from '@/ui/Bar';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import type { Order, OrderLine } from '../api/queries';
import './OrderPlace.scss';

/** What became of a paid line: its entry with what it received, or why it has none. */
export function OrderPlace({ order, line }: { order: Order; line: OrderLine }) {
  const { entry } = line;
  if (entry !== null) {
    const { rewardedFen } = entry;
    return (
      <Tap
        className="order-place t-order-entry"
        onTap={() => open('/packages/line/history/index', { id: entry.id })}
      >
        <View className="order-place__head">
          <EntryPlace entry={entry} />
          <Text className="order-place__received">
            {rewardedFen !== undefined && (
              <>
                已收 <Amount fen={rewardedFen} tone="received" />
              </>
            )}
          </Text>
          <Icon size="small" name="forward" className="order-place__arrow" />
        </View>
        {rewardedFen !== undefined && (
          <Bar part={rewardedFen} whole={entry.entitledFen} ended={entry.state !== 'waiting'} />
        )}
      </Tap>
    );
  }
  const reason = line.noEntryReason ?? (order.paidAt !== null && !order.settled ? '正在排位…' : null);
  if (reason === null) return null;
  return <Text className="muted order-place__reason t-no-entry-reason">{reason}</Text>;
}
