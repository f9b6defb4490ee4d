import Taro from '@tarojs/taro';
import type { Located, ShownPlace } from '../interface';
import { degreesOf, placeOf } from '../placeOf';

const SCOPE = 'scope.userLocation';

/** Where the phone is, in the coordinates of WeChat's maps. */
export async function locate(): Promise<Located> {
  try {
    const { latitude, longitude } = await Taro.getLocation({ type: 'gcj02' });
    return { kind: 'here', place: placeOf(latitude, longitude) };
  } catch {
    // The words of the failure differ from phone to phone; the setting does not.
    const isForbidden = await Taro.getSetting().then(
      ({ authSetting }) => authSetting[SCOPE] === false,
      () => false,
    );
    return { kind: isForbidden ? 'refused' : 'failed' };
  }
}

/** WeChat asks once; afterwards it can be allowed in its settings alone. */
export const allowLocation = (): Promise<boolean> =>
  Taro.openSetting().then(
    ({ authSetting }) => authSetting[SCOPE] === true,
    () => false,
  );

export function showPlace({ name, address, place }: ShownPlace): void {
  Taro.openLocation({ ...degreesOf(place), name, address }).catch(() => undefined);
}
