import { fire } from './events';
import type { Page } from './page';
import type { Person, WeChatServer } from './wechat';
import { isRecord } from './wx';
import type { Found } from './wxml';

/** What a friend gets. */
export interface Card {
  title?: unknown;
  path?: unknown;
}

interface Hands {
  server: WeChatServer;
  person: Person;
  keepFile(bytes: Uint8Array, name?: string): string;
  /** Where a card goes that a button sends. */
  cards: Card[];
}

/**
 * What WeChat does when a button with an `open-type` is tapped.
 * @returns false: it is an ordinary button
 */
export function press(page: Page, found: Found, { server, person, keepFile, cards }: Hands): boolean {
  switch (found.element.attr['openType']) {
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
    case 'share': {
      const target = { id: found.element.attr['id'], dataset: {} };
      const card: unknown = page.tell('onShareAppMessage', { from: 'button', target });
      if (isRecord(card)) cards.push(card);
      return true;
    }
    case 'contact':
      return true;
    default:
      return false;
  }
}
