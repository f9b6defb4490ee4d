import { Picker, Text, View } from '@tarojs/components';
import { wholeLabel } from '@/ui/spoken';
import type { ClockFieldProps } from '../interface';

/** A time of day, chosen in WeChat's own picker. */
export const ClockField = ({ name, value, shown = value, onChange, className }: ClockFieldProps) => (
  <Picker mode="time" className={className} value={value} onChange={({ detail }) => onChange(detail.value)}>
    <View className="clock-field" {...wholeLabel(`${name} ${shown}`)}>
      <Text>{shown}</Text>
    </View>
  </Picker>
);
