import type { KeyboardEvent } from 'react';

/**
 * For a field of days or times in a form: what was typed there stays when somebody goes on without a word of its own, and Enter takes it,
 * which is not the word to send the form.
 */
export const TIME_FIELD = {
  needConfirm: false,
  onKeyDown: (event: KeyboardEvent): void => {
    if (event.key === 'Enter') event.preventDefault();
  },
} as const;
