import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { timeText } from '@/ui/time';
import type { Message } from '../api/queries';
import './MessageRow.scss';

/** Where a message leads: to the entry it speaks of, else to the order. */
function leadsTo({ entryId, orderNo }: Message): (() => void) | undefined {
  if (entryId !== null) return () => open('/packages/line/history/index', { id: entryId });
  if (orderNo !== null) return () => open('/packages/orders/detail/index', { no: orderNo });
  return undefined;
}

export function MessageRow({ message }: { message: Message }) {
  return (
    <Card className="t-message" onTap={leadsTo(message)}>
      <View className="message__head">
        {!message.read && <View className="message__unread t-message-unread" />}
        <Text className="message__title t-message-title">{message.title}</Text>
        <Text className="muted">{timeText(message.at)}</Text>
      </View>
      <Text className="message__body">{message.body}</Text>
    </Card>
  );
}
