/** What WeChat's codes mean when it refuses a subscription message, and so what is to be done. */
const REASONS: Readonly<Record<string, string>> = {
  40003: '会员的微信标识不属于这个小程序',
  40037: '模板 ID 不对，或模板已被删除；请在「消息模板」里核对',
  41030: '要打开的页面不在已发布的小程序里；请先发布新版',
  47003: '填入的内容与模板的字段不符；请在「消息模板」里核对字段',
};

/** Why a message was not passed on, in words where WeChat's code is known. */
export function reasonText(error: string): string {
  const meaning = REASONS[error.split(' ')[0] ?? ''];
  return meaning === undefined ? error : `${meaning}（${error}）`;
}
