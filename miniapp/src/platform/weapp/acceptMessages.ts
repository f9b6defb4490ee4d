import Taro from '@tarojs/taro';
import type { MessagesAnswer } from '../interface';

/** What WeChat says of each template that it asked for. */
const REFUSED: readonly unknown[] = ['reject', 'ban'];

/** «The main switch is switched off»: the member wants no messages of this program. */
const SWITCHED_OFF = 20004;

/** WeChat's question whether messages of these templates may come, one each. To be called by a tap. */
export const acceptMessages = (templateIds: readonly string[]): Promise<MessagesAnswer> =>
  new Promise((resolve) => {
    void Taro.requestSubscribeMessage({
      tmplIds: [...templateIds],
      // Only Alipay reads it, but Taro's type asks for it.
      entityIds: [],
      success: (said) => {
        const answers = templateIds.map((id): unknown => Reflect.get(said, id));
        if (answers.includes('accept')) resolve('accepted');
        else resolve(answers.some((answer) => REFUSED.includes(answer)) ? 'refused' : 'unasked');
      },
      fail: (why) => resolve(Reflect.get(why, 'errCode') === SWITCHED_OFF ? 'refused' : 'unasked'),
    }).catch(() => undefined); // `fail` has said it
  });
