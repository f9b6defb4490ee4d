import { fire } from './events';
import type { Page } from './page';
import type { Person, WeChatServer } from './wechat';
import type { Found } from './wxml';

interface Hands {
  server: WeChatServer;
  person: Person;
  keepFile(bytes: Uint8Array, name?: string): string;
}

/**
 * What WeChat does when a button with an `open-type` is tapped.
 * @returns false: it is an ordinary button
 */
export function press(page: Page, found: Found, { server, person, keepFile }: Hands): boolean {
  switch (found.element.attr['open-type']) {
    case 'getPhoneNumber': {
      const { phoneNumber } = person;
      fire(
        page,
        found,
        'getphonenumber',
        phoneNumber === null
          ? { errMsg: 'getPhoneNumber:fail user deny' }
          : { errMsg: 'getPhoneNumber:ok', code: server.phoneCode(phoneNumber) },
      );
      return true;
    }
    case 'chooseAvatar': {
      const [picture] = person.pictures;
      // Who closes the choice causes no event.
      if (picture !== undefined)
        fire(page, found, 'chooseavatar', { avatarUrl: keepFile(picture, 'avatar') });
      return true;
    }
    case 'share':
      page.tell('onShareAppMessage', { from: 'button', target: { dataset: {} } });
      return true;
    case 'contact':
      return true;
    default:
      return false;
  }
}
