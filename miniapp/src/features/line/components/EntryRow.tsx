import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Bar } from '@/ui/Bar';
import { Card } from '@/ui/Card';
import { Picture } from '@/ui/Picture';
import type { Entry } from '../api/queries';
import { queueText } from '../words';
import { EntryPlace } from './EntryPlace';
import './EntryRow.scss';

/** One entry: what was bought, its place, received of entitled, and what stands ahead. */
export function EntryRow({ entry }: { entry: Entry }) {
  const { rewardedFen } = entry;
  const waiting = entry.state === 'waiting';
  return (
    <Card className="entry-row t-entry" onTap={() => open('/packages/line/history/index', { id: entry.id })}>
      <View className="entry-row__head">
        <Picture path={entry.picture} className="entry-row__picture" />
        <View className="entry-row__what">
          <Text className="clamp-1 entry-row__title t-entry-title">{entry.title}</Text>
          <Text className="muted clamp-1">{queueText(entry)}</Text>
        </View>
        <EntryPlace entry={entry} />
      </View>
      {rewardedFen !== undefined && <Bar part={rewardedFen} whole={entry.entitledFen} ended={!waiting} />}
      <View className="entry-row__figures">
        <Text>
          {rewardedFen !== undefined && (
            <>
              已收 <Amount fen={rewardedFen} tone="received" className="t-entry-rewarded" />
              <Text className="muted"> / </Text>
            </>
          )}
          <Text className="muted">可得 </Text>
          <Amount fen={entry.entitledFen} className="t-entry-entitled" />
        </Text>
        {waiting && entry.aheadFen !== undefined && entry.aheadFen !== null && (
          <Text className="muted t-ahead">
            前面还有 <Amount fen={entry.aheadFen} size="small" tone="waiting" />
          </Text>
        )}
      </View>
    </Card>
  );
}
