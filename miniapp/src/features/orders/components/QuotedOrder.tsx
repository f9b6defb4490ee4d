import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { HONEST_NOTE } from '@/features/line/words';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { TermsSheet } from '@/features/terms/components/TermsSheet';
import { ActionBar } from '@/ui/ActionBar';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { NoteField } from '@/ui/NoteField';
import { Skeleton } from '@/ui/Skeleton';
import type { Basket, Quote } from '../api/queries';
import { useChoices } from '../hooks/useChoices';
import { useNewAddress } from '../hooks/useNewAddress';
import { usePlaceOrder } from '../hooks/usePlaceOrder';
import { CouponLine } from './CouponLine';
import { DeliveryChoice } from './DeliveryChoice';
import { LineHead } from './LineHead';
import { PayWithCard } from './PayWithCard';
import './QuotedOrder.scss';
import { QuoteSums } from './QuoteSums';
import { TermsBlock } from './TermsBlock';

/** By the API's contract. */
const MAX_NOTE = 200;

interface Props {
  basket: Basket;
  /** What is ordered leaves the cart. */
  fromCart?: boolean;
}

/** An order before it is placed: what it costs, what each line may receive and why, and the button that pays. */
export function QuotedOrder({ basket: start, fromCart = false }: Props) {
  const { featureName } = useFeatures();
  const { basket, query, choose, toggleUse, use } = useChoices(start);
  const [note, setNote] = useState('');
  const order = usePlaceOrder(basket, { quoted: query.data !== undefined, note: note.trim(), fromCart });
  const [choosing, setChoosing] = useState(false);
  const newAddress = useNewAddress(
    ({ id }) => choose({ addressId: id }),
    () => setChoosing(true),
  );

  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
      {(quote) => (
        <>
          <View className="stack">
            <DeliveryChoice
              quote={quote}
              choose={choose}
              onNewAddress={newAddress.run}
              choosing={choosing}
              onChoosing={setChoosing}
            />
            {quote.lines.map((line) => (
              <Card key={line.skuId ?? line.title} className="t-confirm-line">
                <LineHead line={line} />
                <TermsBlock terms={line.terms} featureName={featureName} />
              </Card>
            ))}
            <CouponLine quote={quote} choose={choose} />
            <PayWithCard quote={quote} use={use} onToggle={(name) => toggleUse(quote, name)} />
            {quote.kind !== 'cashier' && (
              <NoteField
                value={note}
                max={MAX_NOTE}
                placeholder="给商家留言（选填）"
                className="t-note"
                onChange={setNote}
              />
            )}
            <QuoteSums quote={quote} />
            {quote.entitledFen > 0 && <Text className="quoted-order__note t-honest">{HONEST_NOTE}</Text>}
          </View>
          <ActionBar>
            <View className="quoted-order__sum">
              <Text className="muted">{toPayText(quote)}</Text>
              <Amount fen={quote.paidWith.wechatFen} size="large" tone="price" className="t-to-pay" />
            </View>
            <Button
              kind="main"
              className="t-pay"
              text={actionText(quote)}
              busy={order.busy || newAddress.busy}
              disabled={query.isFetching}
              onTap={() => (quote.addressNeeded ? newAddress.run() : order.place(quote))}
            />
          </ActionBar>
          {order.termsNeeded && (
            <TermsSheet onAccepted={() => order.placeNow(quote)} onClose={order.forgetTerms} />
          )}
        </>
      )}
    </Loaded>
  );
}

const toPayText = ({ totalFen, paidWith }: Quote): string =>
  paidWith.wechatFen === totalFen ? '合计' : '微信支付';

const actionText = ({ addressNeeded, paidWith }: Quote): string => {
  if (addressNeeded) return '填写收货地址';
  return paidWith.wechatFen === 0 ? '提交订单' : '提交并支付';
};
