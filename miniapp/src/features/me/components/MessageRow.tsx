import { Text, View } from '@tarojs/components';
import { pageOfMessage } from '@paifan/shared/texts/messagePages';
import { openAddress } from '@/navigation';
import { Card } from '@/ui/Card';
import { timeText } from '@/ui/time';
import type { Message } from '../api/queries';
import './MessageRow.scss';

export function MessageRow({ message }: { message: Message }) {
  const page = pageOfMessage(message);
  return (
    <Card className="t-message" onTap={page === null ? undefined : () => openAddress(page)}>
      <View className="message__head">
        {!message.read && <View className="message__unread t-message-unread" />}
        <Text className="message__title t-message-title">{message.title}</Text>
        <Text className="muted">{timeText(message.at)}</Text>
      </View>
      <Text className="message__body">{message.body}</Text>
    </Card>
  );
}
