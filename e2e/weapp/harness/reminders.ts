import type { Person, WeChatServer } from './wechat';
import { WxFailure, type AsyncFunctions, type Gesture } from './wx';

/** One-time templates that WeChat asks for at once. */
const MOST_TEMPLATES = 3;

/** `wx.requestSubscribeMessage`, with the errors that WeChat documents. */
export function createReminders(server: WeChatServer, person: Person, gesture: Gesture): AsyncFunctions {
  const fail = (errCode: number, reason: string): never => {
    throw new WxFailure(reason, { errCode });
  };
  return {
    requestSubscribeMessage({ tmplIds }) {
      const ids = Array.isArray(tmplIds) ? tmplIds.map(String) : [];
      if (ids.length === 0) return fail(10001, "TmplIds can't be empty");
      if (ids.length > MOST_TEMPLATES) return fail(20003, 'Templates count out of max bounds');
      if (!gesture.given) throw new WxFailure('can only be invoked by user TAP gesture.');
      gesture.given = false;
      if (person.reminders === 'switchedOff') return fail(20004, 'The main switch is switched off');
      const said = person.reminders;
      if (said === 'accept') server.acceptSubscription(person.openid, ids);
      return Object.fromEntries(ids.map((id) => [id, said]));
    },
  };
}
