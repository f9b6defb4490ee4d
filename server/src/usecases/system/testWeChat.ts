import type { Outcome } from '../../gateways/wechat/outcome';
import type { ShopContext } from '../context';

/** What came of one question to WeChat. */
export interface WeChatCheck {
  readonly name: string;
  readonly label: string;
  readonly ok: boolean;
  readonly text: string;
}

/** An order and a transfer that do not exist: a «not found» says that signature, number and rights are right. */
const NO_ORDER = 'CONNECTIONTEST';
const NO_TRANSFER = 'CONNECTIONTEST';

// prettier-ignore
const ADVICE: Readonly<Record<string, string>> = {
  SIGN_ERROR: '签名被拒绝：检查商户号、API 证书序列号与私钥是否同一套',
  NO_AUTH: '没有权限：检查产品是否开通，以及服务器 IP 是否在白名单中',
  '40013': 'AppID 不正确',
  '40125': 'AppSecret 不正确',
  '40164': '服务器 IP 不在小程序后台的白名单中',
};

/**
 * Asks WeChat one harmless question with every key that the shop has, and tells in words what it says. It changes nothing there.
 */
export async function testWeChat({ wechat }: Pick<ShopContext, 'wechat'>): Promise<WeChatCheck[]> {
  return [
    judge('token', '小程序接口（AppID、AppSecret）', await wechat.testAccessToken(), []),
    judge('pay', '微信支付（商户号、证书、回包验签）', await wechat.queryTransaction(NO_ORDER), [
      'ORDER_NOT_EXIST',
    ]),
    judge('refund', '退款接口', await wechat.queryRefund(NO_ORDER), ['RESOURCE_NOT_EXISTS']),
    judge('transfer', '商家转账（提现）', await wechat.queryTransfer(NO_TRANSFER), ['NOT_FOUND']),
  ];
}

/** @param expected refusals that mean that all is well */
function judge(
  name: string,
  label: string,
  outcome: Outcome<unknown>,
  expected: readonly string[],
): WeChatCheck {
  if (outcome.kind === 'ok' || (outcome.kind === 'refused' && expected.includes(outcome.code)))
    return { name, label, ok: true, text: '正常' };
  if (outcome.kind === 'refused') {
    const advice = ADVICE[outcome.code] ?? '微信拒绝了请求';
    return { name, label, ok: false, text: `${advice}（${outcome.code} ${outcome.message}）` };
  }
  const text =
    outcome.reason === 'unverified'
      ? `微信支付的回包验签失败：检查平台证书或微信支付公钥（${outcome.detail}）`
      : `没有得到有效回答：${outcome.detail}`;
  return { name, label, ok: false, text };
}
