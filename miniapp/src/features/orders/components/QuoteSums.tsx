import { Text } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import type { Order, Quote } from '../api/queries';

/** What is taken off or added, one after the other; nothing that is zero. */
export function SumLines({ of }: { of: Quote | Order }) {
  const { discountFen, freightFen, paidWith } = of;
  const off: ReadonlyArray<[name: string, fen: number, className: string]> = [
    [of.kind === 'cashier' ? '收银台优惠' : '优惠', discountFen, 't-discount'],
    ['积分与爱心值抵扣', paidWith.deductedFen, 't-deducted'],
    ['购物券', paidWith.voucherUsed, 't-voucher-used'],
  ];
  return (
    <>
      {off.map(
        ([name, fen, className]) =>
          fen > 0 && (
            <Line key={name} name={name}>
              <Text>
                −<Amount fen={fen} className={className} />
              </Text>
            </Line>
          ),
      )}
      {freightFen > 0 && (
        <Line name="运费">
          <Amount fen={freightFen} className="t-freight" />
        </Line>
      )}
      <Line name="合计">
        <Amount fen={of.totalFen} size="large" className="t-total" />
      </Line>
      {paidWith.cashFen > 0 && (
        <>
          <Line name="余额支付">
            <Amount fen={paidWith.cashFen} className="t-cash-paid" />
          </Line>
          <Line name="微信支付">
            <Amount fen={paidWith.wechatFen} className="t-wechat-paid" />
          </Line>
        </>
      )}
    </>
  );
}

/** What a basket comes to. */
export function QuoteSums({ quote }: { quote: Quote }) {
  return (
    <Card>
      {quote.storeName !== null && (
        <Line name="门店">
          <Text>{quote.storeName}</Text>
        </Line>
      )}
      <SumLines of={quote} />
      {quote.entitledFen > 0 && (
        <Line name="可得权益合计">
          <Amount fen={quote.entitledFen} tone="price" className="t-total-entitled" />
        </Line>
      )}
    </Card>
  );
}
