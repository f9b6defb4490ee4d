import { Text, View } from '@tarojs/components';
import { Card } from '@/ui/Card';
import { classNames } from '@/ui/classNames';
import { Icon } from '@/ui/Icon';
import './AddressCard.scss';
import type { Order, Quote } from '../api/queries';

interface Props {
  address: Quote['address'] | Order['address'];
  className?: string;
  /** One of several, and the one that is chosen. */
  chosen?: boolean;
  onTap?: () => void;
}

/** Where an order goes. */
export function AddressCard({ address, className = 't-address', chosen, onTap }: Props) {
  if (address === null)
    return (
      <Card className={className} onTap={onTap}>
        <Text>请填写收货地址</Text>
      </Card>
    );
  const { name, phone, province, city, district, detail } = address;
  return (
    <Card
      className={classNames('address-card', chosen === true && 'address-card--chosen', className)}
      onTap={onTap}
    >
      <View className="address-card__words">
        <View className="address-card__who">
          <Text className="address-card__name">{name}</Text>
          <Text className="muted">{phone}</Text>
        </View>
        <Text>{[...new Set([province, city, district, detail])].join(' ')}</Text>
      </View>
      {chosen === true && <Icon name="check" className="address-card__mark" />}
      {chosen === undefined && onTap !== undefined && <Icon name="forward" className="muted" />}
    </Card>
  );
}
