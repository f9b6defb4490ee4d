import Taro from '@tarojs/taro';

const MEMBER_KEY = 'demoMember';

/** Whom the visitor chose to be, kept over visits, so that an expired session is renewed as the same member. */
export const rememberedMember = {
  read: (): unknown => Taro.getStorageSync(MEMBER_KEY),
  write: (id: string): void => Taro.setStorageSync(MEMBER_KEY, id),
};
