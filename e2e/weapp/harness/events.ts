import type { Page } from './page';
import type { Element, Found } from './wxml';

/** Events that also reach the elements around; the others stay with their element. */
const BUBBLING = new Set([
  'tap',
  'longpress',
  'longtap',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
]);

/**
 * Fires an event on an element as WeChat does: through the `bind…` and `catch…` attributes of the real WXML, outwards.
 * @throws Error when nobody listens, or when the element is a disabled button.
 */
export function fire(page: Page, { element, above }: Found, type: string, detail: object = {}): void {
  if (type === 'tap' && element.attr['disabled'] === true) throw new Error(`<${element.tag}> is disabled`);
  let heard = 0;
  for (const current of BUBBLING.has(type) ? [element, ...above] : [element]) {
    const caught = current.attr[`catch${type}`];
    const handler = current.attr[`bind${type}`] ?? caught;
    if (typeof handler !== 'string' || handler === '') continue;
    page.tell(handler, {
      type,
      timeStamp: Date.now(),
      target: reference(element),
      currentTarget: reference(current),
      detail,
      touches: [],
      changedTouches: [],
    });
    heard += 1;
    if (typeof caught === 'string' && caught !== '') break;
  }
  if (heard === 0)
    throw new Error(`<${element.tag} class="${String(element.attr['class'])}"> has no ${type} handler`);
}

function reference(element: Element) {
  const { id } = element.attr;
  return {
    id: typeof id === 'string' ? id : '',
    dataset: { sid: element.attr['data-sid'] },
    offsetLeft: 0,
    offsetTop: 0,
  };
}
