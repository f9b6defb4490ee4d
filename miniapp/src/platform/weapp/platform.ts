import Taro from '@tarojs/taro';
import { networkFailure } from '@paifan/shared/client/failure';
import { send } from '@/api/http';
import { keptInvitation } from '@/api/invitation';
import type { PaymentOutcome, Platform } from '../interface';
import { acceptMessages } from './acceptMessages';
import { choosePlace } from './choosePlace';
import { confirmReceipt } from './confirmReceipt';
import { confirmTransfer } from './confirmTransfer';
import { onNetworkChange } from './onNetworkChange';
import { allowLocation, locate, showPlace } from './place';
import { savePicture } from './savePicture';
import { sharePicture } from './sharePicture';
import { scan } from './scan';

const outcomeOf = (errMsg: unknown): PaymentOutcome =>
  typeof errMsg === 'string' && errMsg.includes('cancel') ? 'cancelled' : 'failed';

export const platform: Platform = {
  start() {},

  async signIn() {
    const { code } = await Taro.login().catch(() => {
      throw networkFailure();
    });
    return send('POST /api/session', { body: { code, ...keptInvitation() } }, null);
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

  choosePlace,
  confirmTransfer,
  confirmReceipt,
  acceptMessages,
  askPhoneCode: null,
  askAvatar: null,
  savePicture,
  sharePicture,
  ...{ locate, allowLocation, showPlace, scan },
  onNetworkChange,

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
