import { WxFailure, type AsyncFunctions } from './wx';

/** The parameters of `wx.requestPayment`. */
export interface PaymentParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** WeChat itself, as far as a member's phone talks to it. */
export interface WeChatServer {
  /** A fresh code for this person, as `wx.login` gets it. */
  loginCode(openid: string): string | Promise<string>;
  /** Checks the signature of the parameters as WeChat's payment sheet does; throws if it refuses them. */
  openSheet(params: PaymentParams): unknown;
  pay(prepayId: string, openid: string): unknown;
  cancel(prepayId: string): unknown;
}

export type PayerDecision = 'pay' | 'cancel';

/** The person with the phone, and what they do when the payment sheet opens. */
export interface Person {
  openid: string;
  decide: PayerDecision;
  /** What they choose in WeChat's address book; null: they close it. */
  address: Readonly<Record<string, string>> | null;
}

const PARAMETERS = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const;

/** `wx.login`, `wx.checkSession`, `wx.chooseAddress` and `wx.requestPayment` for one person at one WeChat. */
export function createWeChat(server: WeChatServer, person: Person): AsyncFunctions {
  return {
    login: async () => ({ code: await server.loginCode(person.openid) }),
    checkSession: () => ({}),

    chooseAddress() {
      if (person.address === null) throw new WxFailure('cancel');
      return { ...person.address };
    },

    async requestPayment(options) {
      for (const name of PARAMETERS) {
        if (typeof options[name] !== 'string') {
          throw new WxFailure(
            `parameter error: parameter.${name} should be String instead of ${typeof options[name]};`,
          );
        }
      }
      const read = (name: (typeof PARAMETERS)[number]) => String(options[name]);
      const params: PaymentParams = {
        timeStamp: read('timeStamp'),
        nonceStr: read('nonceStr'),
        package: read('package'),
        signType: read('signType'),
        paySign: read('paySign'),
      };
      try {
        await server.openSheet(params);
      } catch (thrown) {
        throw new WxFailure(`(detail: ${thrown instanceof Error ? thrown.message : String(thrown)})`);
      }
      const prepayId = params.package.replace('prepay_id=', '');
      if (person.decide === 'cancel') {
        await server.cancel(prepayId);
        throw new WxFailure('cancel');
      }
      await server.pay(prepayId, person.openid);
      return {};
    },
  };
}
