const DIGITS = /^[1-9]\d{0,18}$/;

/** The id that a filter of the address names; undefined: none, somebody may have typed it. */
export const idOf = <Id extends string>(
  text: string | undefined,
  brand: (text: string) => Id,
): Id | undefined => (text !== undefined && DIGITS.test(text) ? brand(text) : undefined);
