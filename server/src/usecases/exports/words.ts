/** What stands in tables for what is so or is not. */
export const yesNo = (is: boolean): string => (is ? '是' : '否');
