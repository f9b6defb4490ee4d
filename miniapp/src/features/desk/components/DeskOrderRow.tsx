import { Text } from '@tarojs/components';
import { ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { PictureRow, PiecesFoot } from '@/ui/PictureRow';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import type { DeskOrderSummary } from '../api/queries';
import { DELIVERY_TEXT } from '../words';

/** An order, as far as it is this merchant's. */
export function DeskOrderRow({ order, merchant }: { order: DeskOrderSummary; merchant: string }) {
  const { no, title, picture, state, storeName, delivery, pieces, leftPieces } = order;
  return (
    <Card className="t-desk-order" onTap={() => open('/packages/desk/order/index', { merchant, no })}>
      <PictureRow
        picture={picture}
        title={title}
        tag={
          <Tag
            className="t-desk-order-state"
            tone={leftPieces > 0 ? 'waiting' : 'plain'}
            text={leftPieces > 0 ? `待交付 ${leftPieces} 件` : ORDER_STATE_TEXT[state]}
          />
        }
      >
        <Text className="muted clamp-1">
          {storeName ?? '商城'} · {DELIVERY_TEXT[delivery]} · {timeText(order.paidAt)}
        </Text>
        <PiecesFoot pieces={pieces} fen={order.amountFen} />
      </PictureRow>
    </Card>
  );
}
