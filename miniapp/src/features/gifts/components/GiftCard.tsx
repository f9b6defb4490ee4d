import { Text } from '@tarojs/components';
import { open } from '@/navigation';
import { Picture } from '@/ui/Picture';
import { Tap } from '@/ui/Tap';
import type { Gift } from '../api/queries';
import { giftPriceText } from '../words';
import './GiftCard.scss';

/** A gift as a tile: what it is and what it is redeemed with. */
export function GiftCard({ gift }: { gift: Gift }) {
  return (
    <Tap className="gift-card t-gift" onTap={() => open('/packages/gifts/detail/index', { id: gift.id })}>
      <Picture path={gift.picture} className="gift-card__picture" />
      <Text className="clamp-2 gift-card__title t-gift-title">{gift.title}</Text>
      <Text className="gift-card__price t-gift-price">{giftPriceText(gift)}</Text>
      {gift.stock === 0 && <Text className="muted">已兑完</Text>}
    </Tap>
  );
}
