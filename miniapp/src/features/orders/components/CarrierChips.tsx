import { View } from '@tarojs/components';
import { CARRIERS, type Carrier } from '@paifan/shared/orders/carriers';
import { Chip } from '@/ui/Chip';
import './CarrierChips.scss';

const NAMES = Object.entries(CARRIERS) as Array<[Carrier, string]>;

/** By whom a parcel is brought. */
export const CarrierChips = ({
  value,
  onChange,
}: {
  value: Carrier | null;
  onChange(value: Carrier): void;
}) => (
  <View className="carriers">
    {NAMES.map(([code, name]) => (
      <Chip
        key={code}
        className={`t-carrier-${code}`}
        text={name}
        selected={value === code}
        onTap={() => onChange(code)}
      />
    ))}
  </View>
);
