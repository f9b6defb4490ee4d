import { useQuery } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import { PARCEL_KIND_TEXT } from '@paifan/shared/texts/states';
import { Card } from '@/ui/Card';
import { CopyLine } from '@/ui/CopyLine';
import { timeText } from '@/ui/time';
import { parcelsQuery } from '../api/afterSales';
import './ParcelsCard.scss';

/** The parcels of an order, with what is in each; nothing while none was sent. */
export function ParcelsCard({ no }: { no: string }) {
  const { data } = useQuery(parcelsQuery(no));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card className="t-parcels">
      {data.items.map(({ kind, carrierName, number, shippedAt, lines }, index) => (
        <View key={index} className="parcel t-parcel">
          <View className="parcel__head">
            <Text className="parcel__kind">{carrierName ?? PARCEL_KIND_TEXT[kind]}</Text>
            <Text className="muted">{timeText(shippedAt)} 发出</Text>
          </View>
          {number !== null && <CopyLine name="运单号" value={number} className="t-tracking" />}
          {lines.map(({ line, title, quantity }) => (
            <Text key={line} className="muted parcel__line">
              {title} × {quantity}
            </Text>
          ))}
        </View>
      ))}
    </Card>
  );
}
