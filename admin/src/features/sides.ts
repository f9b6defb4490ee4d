/** Whose page a shared part stands on: the operators' console, or a merchant's desk. */
export type Side = 'admin' | 'desk';

/** Where the pages of a side begin. */
export const homeOf = (side: Side): string => (side === 'desk' ? '/desk' : '');
