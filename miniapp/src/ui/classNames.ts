/** Joins the class names that are given: `classNames('card', busy && 'card--busy')`. */
export const classNames = (...names: Array<string | false | null | undefined>): string =>
  names.filter((name) => name !== false && name !== null && name !== undefined && name !== '').join(' ');
