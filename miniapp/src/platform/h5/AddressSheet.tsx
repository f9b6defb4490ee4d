import { useEffect, useRef, useState } from 'react';
import type { ChosenAddress } from '../interface';

interface Props {
  onClose(chosen: ChosenAddress | null): void;
}

/** What is asked for, in order; the region is a district of Hangzhou unless somebody writes another one. */
const FIELDS = [
  { key: 'name', label: '收货人', start: '', pattern: undefined },
  { key: 'phone', label: '手机号', start: '', pattern: '1[0-9]{10}' },
  { key: 'province', label: '省', start: '浙江省', pattern: undefined },
  { key: 'city', label: '市', start: '杭州市', pattern: undefined },
  { key: 'district', label: '区县', start: '上城区', pattern: undefined },
  { key: 'regionCode', label: '区县代码', start: '330102', pattern: '[1-9][0-9]{5}' },
  { key: 'detail', label: '详细地址', start: '', pattern: '.{2,}' },
] as const;

const START = Object.fromEntries(FIELDS.map(({ key, start }) => [key, start])) as Record<
  (typeof FIELDS)[number]['key'],
  string
>;

export function AddressSheet({ onClose }: Props) {
  const [address, setAddress] = useState(START);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  return (
    <div className="pay-sheet" onKeyDown={(event) => event.key === 'Escape' && onClose(null)}>
      <form
        ref={form}
        className="pay-sheet__panel address-sheet t-address-sheet"
        role="dialog"
        aria-modal="true"
        aria-label="选择收货地址（模拟）"
        onSubmit={(event) => {
          event.preventDefault();
          onClose(address);
        }}
      >
        <button type="button" className="pay-sheet__cancel t-address-cancel" onClick={() => onClose(null)}>
          取消
        </button>
        {FIELDS.map(({ key, label, pattern }) => (
          <label key={key} className="address-sheet__field">
            <span>{label}</span>
            <input
              required
              className={`address-sheet__input t-address-${key}`}
              value={address[key]}
              pattern={pattern}
              onChange={({ target }) => setAddress({ ...address, [key]: target.value })}
            />
          </label>
        ))}
        <button type="submit" className="pay-sheet__pay t-address-confirm">
          使用该地址
        </button>
        <p className="pay-sheet__note">模拟的微信收货地址</p>
      </form>
    </div>
  );
}
