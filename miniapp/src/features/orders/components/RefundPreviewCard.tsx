import { Text } from '@tarojs/components';
import { hundredthsText, moneyText } from '@paifan/shared/client/moneyText';
import { ENTRY_STATE_TEXT } from '@paifan/shared/texts/states';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import type { AfterSale, RefundPreview } from '../api/afterSales';

type Back = NonNullable<AfterSale['back']>;

/** What comes back, each to where it came from; nothing that is zero. */
export function BackLines({ back }: { back: Back }) {
  const money: ReadonlyArray<[string, number]> = [
    ['退回微信', back.wechatFen],
    ['退回余额', back.cashFen],
  ];
  const others: ReadonlyArray<[string, number]> = [
    ['退回积分', back.points],
    ['退回爱心值', back.love],
    ['退回购物券', back.voucher],
  ];
  return (
    <>
      {money.map(
        ([name, fen]) =>
          fen > 0 && (
            <Line key={name} name={name}>
              <Amount fen={fen} className="t-back" />
            </Line>
          ),
      )}
      {others.map(
        ([name, hundredths]) =>
          hundredths > 0 && (
            <Line key={name} name={name}>
              <Text>{hundredthsText(hundredths)}</Text>
            </Line>
          ),
      )}
    </>
  );
}

/** What a refund would do, by the very rules that would do it: what comes back, and what becomes of the entitlement. */
export function RefundPreviewCard({ preview, featureName }: { preview: RefundPreview; featureName: string }) {
  const { back, entry, takenBackFen, cashAfterFen } = preview;
  return (
    <Card className="t-refund-preview">
      <BackLines back={back} />
      {entry === null ? (
        <Text className="muted">这一件没有{featureName}权益，退款不影响权益</Text>
      ) : (
        <Line name={`${featureName}权益`}>
          <Text className="t-entry-after">
            {moneyText(entry.before.entitledFen)} → {moneyText(entry.after.entitledFen)}
            {entry.after.state !== entry.before.state && `，${ENTRY_STATE_TEXT[entry.after.state]}`}
          </Text>
        </Line>
      )}
      {takenBackFen > 0 && (
        <>
          <Line name="已到账的奖励收回">
            <Amount fen={takenBackFen} />
          </Line>
          <Line name="收回后余额">
            <Amount fen={cashAfterFen} />
          </Line>
        </>
      )}
      {cashAfterFen < 0 && <Text className="muted">余额会低于零，由之后的奖励补足</Text>}
    </Card>
  );
}
