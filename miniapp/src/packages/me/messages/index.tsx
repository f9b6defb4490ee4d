import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MessageRow } from '@/features/me/components/MessageRow';
import { messagesQuery } from '@/features/me/api/queries';
import { useMarkRead } from '@/features/me/hooks/useMarkRead';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';

export default function MessagesPage() {
  const messages = useInfiniteQuery(messagesQuery());
  useMarkRead(messages.isSuccess);
  useRefresh('me');
  return (
    <View className="page t-messages">
      <OfflineStrip />
      <PagedList
        query={messages}
        keyOf={({ id }) => id}
        empty={
          <Empty icon="message" title="还没有消息" text="排上队、收到钱、订单有变化时，会在这里告诉你" />
        }
      >
        {(message) => <MessageRow message={message} />}
      </PagedList>
    </View>
  );
}
