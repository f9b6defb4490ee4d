import { useEffect } from 'react';

/** What is typed into belongs to whoever types. */
const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

const isVisible = (element: HTMLElement): boolean => element.getClientRects().length > 0;

const openDialogs = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[role=dialog]')].filter(isVisible);

const isDialogOpen = (): boolean => openDialogs().length > 0;

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
 * When a dialog or drawer goes, the focus returns to where it was before: to the page, or to the drawer below a question. They
 * say so themselves only when they close by degrees; ours are gone at once.
 */
function followFocus(): () => void {
  const page = document.getElementById('root');
  /** Where the focus was when the first dialog came, and wherever it was since. */
  let trail: readonly HTMLElement[] = [];
  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    // Whatever lies above the page stands beside it in the document; it may take the focus before it can be seen.
    const isOfPage = page?.contains(target) === true && !isDialogOpen();
    trail = isOfPage ? [target] : [...trail, target];
  };
  let open = 0;
  const restore = new MutationObserver(() => {
    const before = open;
    const dialogs = openDialogs();
    open = dialogs.length;
    const opened = open > before ? dialogs.at(-1) : undefined;
    if (opened !== undefined) requestAnimationFrame(() => toFirstField(opened));
    if (open >= before || !isFocusLost()) return;
    trail = trail.filter((element) => element.isConnected && isVisible(element));
    // What opened it may be gone with what was done, as the row of something that is decided.
    const ways = [...trail].reverse();
    if (!ways.some(takesFocus)) document.querySelector('main')?.focus({ preventScroll: true });
  });
  document.addEventListener('focusin', remember);
  restore.observe(document.body, { childList: true, subtree: true, attributeFilter: ['style', 'class'] });
  return () => {
    document.removeEventListener('focusin', remember);
    restore.disconnect();
  };
}

/** Who opens a form wants to fill it: nobody presses Tab to get into it. */
function toFirstField(dialog: HTMLElement): void {
  if (isTypedInto(document.activeElement)) return;
  [...dialog.querySelectorAll<HTMLElement>(FIRST_FIELDS)].find(isVisible)?.focus();
}

/** Text and numbers. Those that open a list or days are left to whoever wants them. */
const FIRST_FIELDS =
  ':is(input:is(:not([type]), [type=text], [type=password]):not([role=combobox], .ant-picker input), textarea):enabled';

/** What is hidden keeps the focus until the next picture is drawn: nobody is told when it goes then. */
function isFocusLost(): boolean {
  const { activeElement } = document;
  return (
    activeElement === document.body || !(activeElement instanceof HTMLElement) || !isVisible(activeElement)
  );
}

/** Focuses an element. @returns whether it has taken the focus: one that is disabled does not */
function takesFocus(element: HTMLElement): boolean {
  element.focus();
  return document.activeElement === element;
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
