import Taro from '@tarojs/taro';

/** WeChat's question whether messages of these templates may come, one each. To be called by a tap. @returns was any accepted? */
export const acceptMessages = (templateIds: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    void Taro.requestSubscribeMessage({
      tmplIds: [...templateIds],
      // Only Alipay reads it, but Taro's type asks for it.
      entityIds: [],
      success: (said) => resolve(templateIds.some((id) => Reflect.get(said, id) === 'accept')),
      // Switched off as a whole, or asked at a wrong moment: no messages then.
      fail: () => resolve(false),
    });
  });
