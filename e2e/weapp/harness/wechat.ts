import { type Gesture, WxFailure, type AsyncFunctions } from './wx';

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
  /** Checks the parameters of a transfer, and whether it is for this person; throws if WeChat refuses to open it. */
  openTransfer(params: { mchId: string; appId: string; package: string }, openid: string): unknown;
  confirmTransfer(packageInfo: string): unknown;
  /** The person says that goods have come; throws if WeChat does not know the order, or that it was sent. */
  confirmReceipt(order: Record<string, unknown>, openid: string): unknown;
  acceptSubscription(openid: string, templateIds: readonly string[]): unknown;
  /** A code for a phone number, as WeChat's button gives it. */
  phoneCode(phone: string): string;
}

/** `unheard`: they pay, and the phone says that it failed. */
export type PayerDecision = 'pay' | 'cancel' | 'fail' | 'unheard';

/** The person with the phone, and what they do when the payment sheet opens. */
export interface Person {
  openid: string;
  decide: PayerDecision;
  /** What they choose in WeChat's address book; null: they close it. */
  address: Readonly<Record<string, string>> | null;
  /** `wx.login` works. */
  logsIn: boolean;
  /** How long they look at the payment sheet. */
  payingMs: number;
  /** On WeChat's page of a transfer to them. */
  takesTransfer: 'confirm' | 'cancel' | 'fail';
  /** On WeChat's page of a receipt. */
  confirmsReceipt: 'confirm' | 'cancel' | 'fail';
  /** Asked for messages. `ban`: the template was banned by WeChat; `switchedOff`: they want none at all. */
  reminders: 'accept' | 'reject' | 'ban' | 'switchedOff';
  /** Asked whether pictures may go to their album, and later in the settings. */
  allowsAlbum: boolean;
  allowsInSettings: boolean;
  /** Agrees to what a page asks in a box. */
  agrees: boolean;
  /** What they choose from their pictures; none: they close the choice. */
  pictures: readonly Uint8Array[];
  /** The number that they give to WeChat's button; null: they refuse. */
  phoneNumber: string | null;
}

const PARAMETERS = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const;

/** `wx.login`, `wx.checkSession`, `wx.chooseAddress` and `wx.requestPayment` for one person at one WeChat. */
export function createWeChat(server: WeChatServer, person: Person, gesture: Gesture): AsyncFunctions {
  return {
    async login() {
      if (!person.logsIn) throw new WxFailure('network error', { errno: 600001 });
      return { code: await server.loginCode(person.openid) };
    },
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
      await new Promise((resolve) => setTimeout(resolve, person.payingMs));
      if (person.decide === 'fail') throw new WxFailure('(detail: system error)');
      if (person.decide === 'cancel') {
        await server.cancel(prepayId);
        throw new WxFailure('cancel');
      }
      await server.pay(prepayId, person.openid);
      if (person.decide === 'unheard') throw new WxFailure('(detail: system error)');
      gesture.given = true;
      return {};
    },
  };
}
