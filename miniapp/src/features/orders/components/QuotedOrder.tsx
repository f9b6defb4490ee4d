import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { HONEST_NOTE } from '@/features/line/words';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { ActionBar } from '@/ui/ActionBar';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Skeleton } from '@/ui/Skeleton';
import { quoteQuery, type Basket } from '../api/queries';
import { usePlaceOrder } from '../hooks/usePlaceOrder';
import { LineHead } from './LineHead';
import './QuotedOrder.scss';
import { TermsBlock } from './TermsBlock';

/** An order before it is placed: what it costs, what each line may receive and why, and the button that pays. */
export function QuotedOrder({ basket }: { basket: Basket }) {
  const { featureName } = useFeatures();
  const query = useQuery(quoteQuery(basket));
  const place = usePlaceOrder(basket);

  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
      {(quote) => (
        <>
          <View className="stack">
            {quote.lines.map((line) => (
              <Card key={line.productId ?? line.title} className="t-confirm-line">
                <LineHead line={line} />
                <TermsBlock terms={line.terms} featureName={featureName} />
              </Card>
            ))}
            <Card>
              {quote.storeName !== null && (
                <Line name="门店">
                  <Text>{quote.storeName}</Text>
                </Line>
              )}
              <Line name="合计">
                <Amount fen={quote.totalFen} size="large" className="t-total" />
              </Line>
              {quote.entitledFen > 0 && (
                <Line name="可得权益合计">
                  <Amount fen={quote.entitledFen} tone="price" className="t-total-entitled" />
                </Line>
              )}
            </Card>
            {quote.entitledFen > 0 && <Text className="quoted-order__note t-honest">{HONEST_NOTE}</Text>}
          </View>
          <ActionBar>
            <View className="quoted-order__sum">
              <Text className="muted">合计</Text>
              <Amount fen={quote.totalFen} size="large" tone="price" />
            </View>
            <Button
              kind="main"
              className="t-pay"
              text="提交并支付"
              busy={place.busy}
              disabled={query.isFetching}
              onTap={() => place.run(quote)}
            />
          </ActionBar>
        </>
      )}
    </Loaded>
  );
}
