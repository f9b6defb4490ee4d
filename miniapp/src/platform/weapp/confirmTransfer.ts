import Taro from '@tarojs/taro';
import { Failure } from '@paifan/shared/client/failure';
import type { PaymentOutcome, TransferParams } from '../interface';

/** WeChat's own function, of which Taro has no type: callbacks only, since base library 3.3.0. */
type RequestMerchantTransfer = (
  options: TransferParams & { success(): void; fail(said: { errMsg?: string }): void },
) => void;

/** Opens WeChat's confirmation of a transfer to the member. Success is no proof that it was paid. */
export function confirmTransfer(params: TransferParams): Promise<PaymentOutcome> {
  const known: unknown = Reflect.get(Taro, 'requestMerchantTransfer');
  if (typeof known !== 'function')
    return Promise.reject(new Failure('wechat_unavailable', 0, '请把微信更新到最新版，再来确认收款'));
  const requestMerchantTransfer = known as RequestMerchantTransfer;
  return new Promise((resolve) => {
    requestMerchantTransfer({
      ...params,
      success: () => resolve('done'),
      fail: ({ errMsg }) => resolve(errMsg?.includes('cancel') === true ? 'cancelled' : 'failed'),
    });
  });
}
