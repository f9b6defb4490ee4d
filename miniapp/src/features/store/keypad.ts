import { fenOfTyped } from '@paifan/shared/client/moneyText';

export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'back'] as const;
export type Key = (typeof KEYS)[number];

/** The most that can be paid at once, in fen, by the API's contract. */
export const MAX_FEN = 100_000_000;

/** What stands in the field after a key was pressed. A key that would make it no amount does nothing. */
export function press(typed: string, key: Key): string {
  if (key === 'back') return typed.slice(0, -1);
  if (key === '.') return typed.includes('.') ? typed : `${typed === '' ? '0' : typed}.`;
  const next = typed === '0' ? key : typed + key;
  const fen = fenOfTyped(next);
  return fen === null || fen > MAX_FEN ? typed : next;
}

/** What can be paid of what was typed, in fen; null while it is nothing. */
export function payable(typed: string): number | null {
  const fen = fenOfTyped(typed);
  return fen === null || fen === 0 ? null : fen;
}
