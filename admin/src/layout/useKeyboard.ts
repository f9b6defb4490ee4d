import { useEffect } from 'react';

/** What is typed into belongs to whoever types. */
const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

const isVisible = (element: HTMLElement): boolean => element.getClientRects().length > 0;

const isDialogOpen = (): boolean =>
  [...document.querySelectorAll<HTMLElement>('[role=dialog]')].some(isVisible);

/** `/` goes to the search of the list that is shown. */
function toSearch(event: KeyboardEvent): void {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTypedInto(event.target))
    return;
  const searches = document.querySelectorAll<HTMLInputElement>('main .ant-input-search input');
  const search = [...searches].find(isVisible);
  if (search === undefined || isDialogOpen()) return;
  event.preventDefault();
  search.focus();
  search.select();
}

/** Enter sends the form of a dialog, whose button stands outside of it. */
function sendForm(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.isComposing || event.defaultPrevented) return;
  if (!(target instanceof HTMLInputElement) || target.role === 'combobox') return;
  const form = target.form;
  if (form === null || target.closest('.ant-modal') === null || target.closest('.ant-picker, .ant-upload'))
    return;
  if (form.querySelector('[type=submit]') !== null) return;
  event.preventDefault();
  form.requestSubmit();
}

/**
 * When a dialog or drawer goes, the focus returns to where it was before. They say so themselves only when they close by
 * degrees; ours are gone at once.
 */
function followFocus(): () => void {
  // Whatever lies above the page stands beside it in the document.
  const page = document.getElementById('root');
  let before: HTMLElement | null = null;
  const remember = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && page?.contains(target)) before = target;
  };
  let wasOpen = false;
  const restore = new MutationObserver(() => {
    const isOpen = isDialogOpen();
    const hasClosed = wasOpen && !isOpen;
    wasOpen = isOpen;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (hasClosed && isLost && before?.isConnected) before.focus();
  });
  document.addEventListener('focusin', remember);
  restore.observe(document.body, { childList: true, subtree: true, attributeFilter: ['style', 'class'] });
  return () => {
    document.removeEventListener('focusin', remember);
    restore.disconnect();
  };
}

/** What the keyboard does on every page of a console. */
export function useKeyboard(): void {
  useEffect(() => {
    const unfollow = followFocus();
    document.addEventListener('keydown', toSearch);
    document.addEventListener('keydown', sendForm);
    return () => {
      unfollow();
      document.removeEventListener('keydown', toSearch);
      document.removeEventListener('keydown', sendForm);
    };
  }, []);
}
