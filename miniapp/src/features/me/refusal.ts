import Taro from '@tarojs/taro';

const KEY = 'messagesRefusedAt';

/** So long nobody is asked again. */
const PEACE_MS = 7 * 24 * 3_600_000;

/** That the member wanted no messages, and when: kept on this phone alone. */
export const refusal = {
  remember: (now = Date.now()): void => Taro.setStorageSync(KEY, now),
  isRecent: (now = Date.now()): boolean => {
    const at: unknown = Taro.getStorageSync(KEY);
    return typeof at === 'number' && now - at < PEACE_MS;
  },
};
