import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Bar } from '@/ui/Bar';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Picture } from '@/ui/Picture';
import type { Entry, EntryHistory } from '../api/queries';
import { estimateText, queueText } from '../words';
import { EntryPlace } from './EntryPlace';
import './EntryHead.scss';

interface Props {
  entry: Entry;
  estimate: EntryHistory['estimate'];
}

/** Where an entry stands: received of entitled, what remains, what is ahead, what the present pace would mean. */
export function EntryHead({ entry, estimate }: Props) {
  const { rewardedFen } = entry;
  const waiting = entry.state === 'waiting';
  return (
    <Card className="t-entry-head">
      <View className="entry-head__what">
        <Picture path={entry.picture} className="entry-head__picture" />
        <View className="entry-head__words">
          <Text className="clamp-1 entry-head__title">{entry.title}</Text>
          <Text className="muted clamp-1">{queueText(entry)}</Text>
        </View>
        <EntryPlace entry={entry} />
      </View>
      {rewardedFen !== undefined && (
        <>
          <Text className="muted">已收到</Text>
          <View className="entry-head__figures">
            <Amount fen={rewardedFen} size="huge" tone="received" className="t-entry-rewarded" />
            <Text className="muted">
              可得 <Amount fen={entry.entitledFen} className="t-entry-entitled" />
            </Text>
          </View>
          <Bar part={rewardedFen} whole={entry.entitledFen} ended={!waiting} />
        </>
      )}
      <View className="entry-head__lines">
        {rewardedFen === undefined && (
          <Line name="可得权益">
            <Amount fen={entry.entitledFen} size="title" className="t-entry-entitled" />
          </Line>
        )}
        {waiting && entry.remainingFen !== undefined && (
          <Line name="还差">
            <Amount fen={entry.remainingFen} tone="waiting" className="t-entry-remaining" />
          </Line>
        )}
        {waiting && entry.aheadFen !== undefined && entry.aheadFen !== null && (
          <Line name="前面还有">
            <Amount fen={entry.aheadFen} tone="waiting" className="t-ahead" />
          </Line>
        )}
        {estimate !== null && (
          <Line name="参考">
            <Text className="t-estimate">{estimateText(estimate)}</Text>
          </Line>
        )}
      </View>
    </Card>
  );
}
