import { useState } from 'react';
import { degreesOfTyped } from '@paifan/shared/merchants/place';
import type { ShownPlace } from '../interface';
import { mountOverlay } from './mountOverlay';
import { WeChatSheet } from './WeChatSheet';

const DEGREES = '-?[0-9]{1,3}(\\.[0-9]{1,6})?';
const FIELDS = [
  { key: 'name', label: '名称', start: '', pattern: undefined },
  { key: 'address', label: '地址', start: '', pattern: undefined },
  { key: 'latitude', label: '纬度', start: '30.245853', pattern: DEGREES },
  { key: 'longitude', label: '经度', start: '120.169341', pattern: DEGREES },
] as const;

type Typed = Record<(typeof FIELDS)[number]['key'], string>;
const START = Object.fromEntries(FIELDS.map(({ key, start }) => [key, start])) as Typed;

function PlaceSheet({ onClose }: { onClose(chosen: ShownPlace | null): void }) {
  const [typed, setTyped] = useState(START);
  const choose = async () => {
    const [latitudeE6, longitudeE6] = [degreesOfTyped(typed.latitude), degreesOfTyped(typed.longitude)];
    if (latitudeE6 === null || longitudeE6 === null) throw new Error('请填写经纬度，最多六位小数');
    onClose({
      ...{ name: typed.name.trim(), address: typed.address.trim() },
      place: { latitudeE6, longitudeE6 },
    });
  };
  return (
    <WeChatSheet
      label="选择位置（模拟）"
      note="模拟的微信地图"
      confirmText="使用该位置"
      busyText="使用该位置"
      name="t-place"
      confirm={choose}
      onCancel={() => onClose(null)}
    >
      <div className="address-sheet">
        {FIELDS.map(({ key, label, pattern }) => (
          <label key={key} className="address-sheet__field">
            <span>{label}</span>
            <input
              className={`address-sheet__input t-place-${key}`}
              required={pattern !== undefined}
              pattern={pattern}
              value={typed[key]}
              onChange={({ target }) => setTyped({ ...typed, [key]: target.value })}
            />
          </label>
        ))}
      </div>
    </WeChatSheet>
  );
}

/** Stands in for WeChat's map: the coordinates are typed. */
export const openPlaceSheet = (): Promise<ShownPlace | null> =>
  new Promise((resolve) => {
    const overlay = mountOverlay(document.body, 'last');
    const close = (chosen: ShownPlace | null) => {
      overlay.remove();
      resolve(chosen);
    };
    overlay.draw(<PlaceSheet onClose={close} />);
  });
