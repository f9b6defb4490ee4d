import Taro from '@tarojs/taro';
import { networkFailure } from '@paifan/shared/client/failure';
import { send } from '@/api/http';
import type { PaymentOutcome, Platform } from '../interface';
import { acceptMessages } from './acceptMessages';
import { confirmTransfer } from './confirmTransfer';
import { savePicture } from './savePicture';

/** The longest scene there is, by WeChat's rules and the API's contract. */
const MAX_SCENE = 32;

/** The scene of the code or card that opened the program; it names the inviter. One that cannot be read is none. */
function launchScene(): string | undefined {
  const given: unknown = Taro.getLaunchOptionsSync().query?.['scene'];
  if (typeof given !== 'string' || given === '') return undefined;
  try {
    const scene = decodeURIComponent(given);
    return scene.length > MAX_SCENE ? undefined : scene;
  } catch {
    return undefined;
  }
}

const outcomeOf = (errMsg: unknown): PaymentOutcome =>
  typeof errMsg === 'string' && errMsg.includes('cancel') ? 'cancelled' : 'failed';

export const platform: Platform = {
  start() {},

  async signIn() {
    const { code } = await Taro.login().catch(() => {
      throw networkFailure();
    });
    const scene = launchScene();
    return send('POST /api/session', { body: scene === undefined ? { code } : { code, scene } }, null);
  },

  // Also whoever forbids the address book chose none.
  chooseAddress: () =>
    Taro.chooseAddress().then(
      (chosen) => ({
        name: chosen.userName,
        phone: chosen.telNumber,
        regionCode: chosen.nationalCode,
        province: chosen.provinceName,
        city: chosen.cityName,
        district: chosen.countyName,
        detail: chosen.detailInfo,
      }),
      () => null,
    ),

  confirmTransfer,
  acceptMessages,
  askPhoneCode: null,
  askAvatar: null,
  savePicture,

  // Taro leaves requestPayment with its callbacks: it is not among the functions that it turns into promises.
  requestPayment: (params) =>
    new Promise((resolve) => {
      void Taro.requestPayment({
        ...params,
        success: () => resolve('done'),
        fail: ({ errMsg }) => resolve(outcomeOf(errMsg)),
      });
    }),
};
