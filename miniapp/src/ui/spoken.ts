const WEB = process.env.TARO_ENV === 'h5';

/**
 * What a screen reader says. In WeChat it is an attribute of the component itself; on the web it belongs to the element that Taro's
 * component draws inside, or to an element with a role.
 */

/** Of a field or switch: its name. */
export const fieldLabel = (name: string) =>
  WEB ? { nativeProps: { 'aria-label': name } } : { ariaLabel: name };

/** Of a picture: what it shows; null: nothing that the words beside it do not say. */
export const pictureLabel = (shows: string | null) =>
  WEB ? { nativeProps: { alt: shows ?? '' } } : shows === null ? {} : { ariaLabel: shows };

/** Of several things that are one to the ear. */
export const wholeLabel = (words: string) =>
  WEB ? { role: 'img', 'aria-label': words } : { ariaLabel: words };
