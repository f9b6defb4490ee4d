import { useEffect } from 'react';

/*
 * What was typed and not saved. Every form and dialog is watched, so that none can be forgotten; a write that worked has saved what was
 * typed. A form whose fields only ask a question says so: `data-saves="nothing"`.
 */

/** Forms, and dialogs without one, in which somebody typed. */
const typedInto = new Set<Element>();
/** Parts of pages that know themselves that they were changed. */
const changedParts = new Set<object>();

const HOLDERS = 'form, [role=dialog]';
/** What is typed here only looks for something. */
const SEARCHES = '.ant-select, .ant-input-search, .filters';

function noteTyping({ target }: Event): void {
  if (!(target instanceof Element) || target.closest(SEARCHES) !== null) return;
  const holder = target.closest(HOLDERS);
  if (holder !== null && holder.getAttribute('data-saves') !== 'nothing') typedInto.add(holder);
}

/** Begins to watch what is typed. @returns how to end that */
export function watchTyping(): () => void {
  document.addEventListener('input', noteTyping);
  return () => {
    document.removeEventListener('input', noteTyping);
    forgetTyped();
  };
}

/** What was typed is saved, or given up. */
export function forgetTyped(): void {
  typedInto.clear();
}

/** What was typed in a dialog is given up with it. */
export function forgetTypedIn(dialog: Element): void {
  for (const holder of typedInto) if (dialog.contains(holder)) typedInto.delete(holder);
}

/** Whether something was typed in a dialog and would be gone with it. */
export const isTypedIn = (dialog: Element): boolean =>
  [...typedInto].some((holder) => holder.isConnected && dialog.contains(holder));

/** Whether something that was typed, here or above the page, would be gone with the page. */
export function isUnsaved(): boolean {
  for (const holder of typedInto) if (!holder.isConnected) typedInto.delete(holder);
  return typedInto.size > 0 || changedParts.size > 0;
}

/** For a part of a page that is no form: whether it holds changes that are not saved. */
export function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return undefined;
    const part = {};
    changedParts.add(part);
    return () => {
      changedParts.delete(part);
    };
  }, [isChanged]);
}
