/**
 * The path of a value in a JSON file, as people read it: `events[3].lines[0].paidFen`.
 * @param whole what the file as a whole is called
 */
export const pathText = (path: readonly (string | number | symbol)[], whole: string): string =>
  path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('') || whole;
