/** What came of passing a message on to WeChat: the inbox has it in any case. */
export const WECHAT_MESSAGE_STATES = [
  /** Its kind has no template: it went to the inbox only. */
  'none',
  'waiting',
  'sent',
  /** The member did not ask WeChat for it, or used up what was asked for. Normal. */
  'notAccepted',
  /** WeChat refused it, or did not answer until the shop gave up. */
  'failed',
  /** It was told before this was kept. */
  'unrecorded',
] as const;
export type WechatMessageState = (typeof WECHAT_MESSAGE_STATES)[number];
