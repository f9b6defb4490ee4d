import Taro from '@tarojs/taro';
import type { ReceiptOutcome, ReceiptParams } from '../interface';

/** WeChat's program in which receipts are confirmed: on the way back it says what was done. */
const CONFIRM_APP = 'wx1183b055aeec94d1';

/** WeChat's own function, of which Taro has no type: callbacks only, since base library 2.6.0. */
type OpenBusinessView = (options: {
  businessType: 'weappOrderConfirm';
  extraData: ReceiptParams;
  success(): void;
  fail(): void;
}) => void;

interface ShowOptions {
  referrerInfo?: { appId?: string; extraData?: Record<string, unknown> };
}

const OUTCOMES: Readonly<Record<string, ReceiptOutcome>> = { success: 'done', cancel: 'cancelled' };

/** Opens WeChat's component for confirming a receipt, and waits until the member is back from it. */
export function confirmReceipt(extraData: ReceiptParams): Promise<ReceiptOutcome> {
  const known: unknown = Reflect.get(Taro, 'openBusinessView');
  if (typeof known !== 'function') return Promise.resolve('unsupported');
  const openBusinessView = known as OpenBusinessView;
  return new Promise((resolve) => {
    const back = ({ referrerInfo }: ShowOptions): void => {
      Taro.offAppShow(back);
      // Who comes back on another way has perhaps confirmed it: that is for the server to find out.
      if (referrerInfo?.appId !== CONFIRM_APP) return resolve('failed');
      resolve(OUTCOMES[String(referrerInfo.extraData?.['status'])] ?? 'failed');
    };
    Taro.onAppShow(back);
    openBusinessView({
      businessType: 'weappOrderConfirm',
      extraData,
      success: () => undefined, // it has opened
      fail: () => {
        Taro.offAppShow(back);
        resolve('unsupported');
      },
    });
  });
}
