import { Picker, Text, View } from '@tarojs/components';
import type { RegionFieldProps } from '../interface';

/** Province, city and district, chosen in WeChat's own picker. */
export function RegionField({ value, onChange }: RegionFieldProps) {
  const { province, city, district } = value;
  const parts = [province, city, district];
  const chosen = parts.every((part) => part !== '');
  return (
    <Picker
      mode="region"
      className="t-region"
      value={chosen ? parts : []}
      onChange={({ detail }) => {
        const [nextProvince = '', nextCity = '', nextDistrict = ''] = detail.value;
        onChange({
          ...{ province: nextProvince, city: nextCity, district: nextDistrict },
          // The narrowest that WeChat names: some cities have no districts.
          regionCode: detail.code.filter((code) => code !== '').pop() ?? '',
        });
      }}
    >
      <View className="field">
        <Text className="field__name">所在地区</Text>
        <Text className={chosen ? 'field__input' : 'field__input field__placeholder'}>
          {chosen ? [...new Set(parts)].join(' ') : '请选择省、市、区县'}
        </Text>
      </View>
    </Picker>
  );
}
