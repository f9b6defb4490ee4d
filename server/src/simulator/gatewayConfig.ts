import type { WeChatConfigInput } from '../gateways/wechat/wechatConfig';
import type { BoxKeys } from './keys';

/** Which key WeChat Pay signs with: a platform certificate's, or the WeChat Pay public key's. */
export type KeyMode = 'certificate' | 'publicKey';

/** The settings with which the real gateway talks to the simulator. */
export function gatewayConfig(
  keys: BoxKeys,
  options: { mode: KeyMode; simulatorUrl: string; shopUrl: string; timeoutMs?: number },
): WeChatConfigInput {
  const { id, publicKeyPem } = keys.publicKey;
  return {
    appid: keys.appid,
    appSecret: keys.appSecret,
    mchid: keys.mchid,
    merchantSerial: keys.merchant.serial,
    merchantPrivateKeyPem: keys.merchant.privateKeyPem,
    apiV3Key: keys.apiV3Key,
    ...(options.mode === 'certificate'
      ? { platformCertificatesPem: [keys.platform.certificatePem] }
      : { platformPublicKey: { id, pem: publicKeyPem } }),
    payBaseUrl: options.simulatorUrl,
    apiBaseUrl: options.simulatorUrl,
    payNotifyUrl: `${options.shopUrl}/pay/wechat/notify`,
    refundNotifyUrl: `${options.shopUrl}/pay/wechat/notify`,
    transferNotifyUrl: `${options.shopUrl}/pay/wechat/notify`,
    timeoutMs: options.timeoutMs,
  };
}
