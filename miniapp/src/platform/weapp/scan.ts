import Taro from '@tarojs/taro';
import { Failure } from '@paifan/shared/client/failure';

/** The path of a code of this program, or what stands in another one; null: the person closed the camera. */
export const scan = (): Promise<string | null> =>
  Taro.scanCode({}).then(
    ({ path, result }) => path || result,
    (said: { errMsg?: string }) => {
      if (said.errMsg?.includes('cancel') === true) return null;
      throw new Failure('wechat_unavailable', 0, '没有扫出来，请对准小程序码再试一次');
    },
  );
