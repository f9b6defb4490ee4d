import { Text, View } from '@tarojs/components';
import { timeText } from '@/ui/time';
import './PlannedNotice.scss';

interface Props {
  resetsAt: string | null;
  closesAt: string | null;
}

/** What was announced for the member's lines. */
export function PlannedNotice({ resetsAt, closesAt }: Props) {
  if (resetsAt === null && closesAt === null) return null;
  return (
    <View className="planned t-planned">
      {resetsAt !== null && <Text>{timeText(resetsAt)} 队列将清零，之前没有收到的不再排队</Text>}
      {closesAt !== null && <Text>{timeText(closesAt)} 队列将结束，池里的钱会全部分给还在排的人</Text>}
    </View>
  );
}
