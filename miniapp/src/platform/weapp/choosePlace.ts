import Taro from '@tarojs/taro';
import type { ShownPlace } from '../interface';
import { placeOf } from '../placeOf';

const SCOPE = 'scope.userLocation';

/** WeChat's own map. Who has refused once is led to the settings, for WeChat does not ask again. */
export async function choosePlace(): Promise<ShownPlace | null> {
  try {
    const { name, address, latitude, longitude } = await Taro.chooseLocation({});
    return { name, address, place: placeOf(latitude, longitude) };
  } catch {
    const { authSetting } = await Taro.getSetting();
    if (authSetting[SCOPE] !== false) return null;
  }
  const { confirm } = await Taro.showModal({
    title: '选择位置',
    content: '需要你允许使用位置，才能在地图上选择。也可以不选，只填地址。',
    confirmText: '去设置',
    cancelText: '算了',
  });
  if (confirm) await Taro.openSetting();
  return null;
}
