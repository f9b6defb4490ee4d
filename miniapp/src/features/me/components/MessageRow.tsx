import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { timeText } from '@/ui/time';
import type { Message } from '../api/queries';
import './MessageRow.scss';

/** Kinds of messages that speak of something with a page of its own. */
const PAGES: Readonly<Record<string, () => void>> = {
  rewardGranted: () => open('/packages/wallet/rewards/index', {}),
  rewardReleased: () => open('/packages/wallet/rewards/index', {}),
  rewardReduced: () => open('/packages/wallet/rewards/index', {}),
  dividendPaid: () => open('/packages/wallet/rewards/index', {}),
  withdrawalApproved: () => open('/packages/wallet/withdraw/index', {}),
  withdrawalWaiting: () => open('/packages/wallet/withdraw/index', {}),
  withdrawalRejected: () => open('/packages/wallet/withdraw/index', {}),
  withdrawalPaid: () => open('/packages/wallet/withdraw/index', {}),
  withdrawalFailed: () => open('/packages/wallet/withdraw/index', {}),
  withdrawalCancelled: () => open('/packages/wallet/withdraw/index', {}),
  giftShipped: () => open('/packages/gifts/orders/index', {}),
  giftCancelled: () => open('/packages/gifts/orders/index', {}),
  giftRedeemed: () => open('/packages/gifts/orders/index', {}),
  levelRaised: () => open('/packages/me/level/index', {}),
  transferReceived: () => open('/packages/wallet/home/index', {}),
};

/** Where a message leads: to the draw or the entry it speaks of, to its own page, else to the order. */
function leadsTo({ kind, entryId, orderNo }: Message): (() => void) | undefined {
  if (entryId !== null && (kind === 'drawAvailable' || kind === 'drawn'))
    return () => open('/packages/line/draw/index', { id: entryId });
  if (entryId !== null) return () => open('/packages/line/history/index', { id: entryId });
  return (
    PAGES[kind] ??
    (orderNo === null ? undefined : () => open('/packages/orders/detail/index', { no: orderNo }))
  );
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
