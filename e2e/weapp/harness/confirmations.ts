import type { Person, WeChatServer } from './wechat';
import type { ReferrerInfo } from './life';
import { WxFailure, isRecord, type AsyncFunctions, type WxOptions } from './wx';

/** The program of WeChat's own in which a receipt is confirmed. */
const CONFIRM_APP = 'wx1183b055aeec94d1';

function texts<Name extends string>(options: WxOptions, names: readonly Name[]): Record<Name, string> {
  const read = names.map((name): [Name, string] => {
    const value = options[name];
    if (typeof value === 'string') return [name, value];
    throw new WxFailure(
      `parameter error: parameter.${name} should be String instead of ${value === undefined ? 'Undefined' : typeof value};`,
    );
  });
  return Object.fromEntries(read) as Record<Name, string>;
}

const refusal = (thrown: unknown): WxFailure =>
  new WxFailure(thrown instanceof Error ? thrown.message : String(thrown));

/**
 * What a member confirms on pages of WeChat's own: that a transfer may come (`wx.requestMerchantTransfer`), and that goods have
 * (`wx.openBusinessView` of `weappOrderConfirm`).
 * @param visit leaves the program for another one, and comes back with what that one says
 */
export function createConfirmations(
  server: WeChatServer,
  person: Person,
  visit: (back: () => Promise<ReferrerInfo>) => void,
): AsyncFunctions {
  return {
    async requestMerchantTransfer(options) {
      const params = texts(options, ['mchId', 'appId', 'package']);
      if (person.takesTransfer === 'fail') throw new WxFailure('');
      try {
        await server.openTransfer(params, person.openid);
      } catch (thrown) {
        throw refusal(thrown);
      }
      if (person.takesTransfer === 'cancel') throw new WxFailure('cancel');
      await server.confirmTransfer(params.package);
      return { result: 'success' };
    },

    openBusinessView(options) {
      const { businessType } = texts(options, ['businessType']);
      if (businessType !== 'weappOrderConfirm') throw new WxFailure('businessType not supported');
      const extraData = isRecord(options['extraData']) ? options['extraData'] : {};
      const named =
        typeof extraData['transaction_id'] === 'string' ||
        (typeof extraData['merchant_id'] === 'string' && typeof extraData['merchant_trade_no'] === 'string');
      if (!named) throw new WxFailure('invalid extraData');
      visit(async () => ({
        appId: CONFIRM_APP,
        extraData: { ...(await confirmReceipt(extraData)), req_extradata: extraData },
      }));
      return {};
    },
  };

  /** What WeChat's page says afterwards. */
  async function confirmReceipt(order: WxOptions): Promise<Record<string, unknown>> {
    if (person.confirmsReceipt === 'cancel') return { status: 'cancel' };
    if (person.confirmsReceipt === 'fail') return { status: 'fail', errormsg: 'system error' };
    try {
      await server.confirmReceipt(order, person.openid);
      return { status: 'success' };
    } catch (thrown) {
      return { status: 'fail', errormsg: refusal(thrown).reason };
    }
  }
}
