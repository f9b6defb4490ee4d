import { withPart } from '@/features/orders/addressDraft';
import { Field } from '@/ui/Field';
import type { RegionFieldProps } from '../interface';

const PARTS = [
  { part: 'province', name: '省份', placeholder: '例如 浙江省' },
  { part: 'city', name: '城市', placeholder: '例如 杭州市' },
  { part: 'district', name: '区县', placeholder: '例如 上城区' },
] as const;

/** Province, city and district as they are written: the web has no picker of them. */
export function RegionField({ value, onChange }: RegionFieldProps) {
  return (
    <>
      {PARTS.map(({ part, name, placeholder }) => (
        <Field
          key={part}
          name={name}
          value={value[part]}
          placeholder={placeholder}
          maxLength={32}
          className={`t-region-${part}`}
          onChange={(text) => onChange(withPart(value, part, text))}
        />
      ))}
    </>
  );
}
