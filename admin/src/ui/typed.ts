import { useEffect } from 'react';

/*
 * What was typed or chosen and not saved. Every form and dialog is watched, so that none can be forgotten; a write that worked has saved
 * what was typed. A form whose fields only ask a question says so: `data-saves="nothing"`.
 */

/** Forms, and dialogs without one, in which somebody typed. */
const typedInto = new Set<Element>();
/**
 * What the fields of each showed before somebody touched one: a list, a day or a switch tells no one that it was changed, and may be
 * changed in a popup elsewhere; so what it shows is looked at when it matters.
 */
const shownBefore = new Map<Element, ReadonlyMap<Element, string>>();
/** Where somebody pressed a key or a button last; a question about it is no other place. Null: in no form. */
let workedIn: Element | null = null;
/** Parts of pages that know themselves that they were changed. */
const changedParts = new Set<object>();

const DIALOGS = '[role=dialog]';
const QUESTIONS = '.ant-modal-confirm';
const HOLDERS = `form, ${DIALOGS}`;
const FIELDS = 'input, textarea, [role=switch], .ant-select';
/** What is typed or chosen here only looks for something. */
const SEARCHES = '.ant-input-search, .filters';
/** What is typed in a list looks for one of its choices. */
const TYPED_SEARCHES = `.ant-select, ${SEARCHES}`;

/** The form or dialog that something stands in; null: none, or one that saves nothing. */
function holderOf(target: EventTarget | null): Element | null {
  const holder = target instanceof Element ? target.closest(HOLDERS) : null;
  return holder?.getAttribute('data-saves') === 'nothing' ? null : holder;
}

function noteTyping({ target }: Event): void {
  if (!(target instanceof Element) || target.closest(TYPED_SEARCHES) !== null) return;
  const holder = holderOf(target);
  if (holder !== null) typedInto.add(holder);
}

function noteTouch({ target }: Event): void {
  if (target instanceof Element && target.closest(QUESTIONS) !== null) return;
  const holder = holderOf(target);
  workedIn = holder;
  if (holder === null || shownBefore.has(holder)) return;
  const fields = [...holder.querySelectorAll(FIELDS)].filter(
    (field) => field.closest(field.matches('.ant-select') ? SEARCHES : TYPED_SEARCHES) === null,
  );
  shownBefore.set(holder, new Map([holder, ...fields].map((field) => [field, shownBy(field)])));
}

/** What a field shows of its value, or a form of its pictures. */
function shownBy(field: Element): string {
  if (field instanceof HTMLInputElement) return `${field.checked} ${field.value}`;
  if (field instanceof HTMLTextAreaElement) return field.value;
  if (field.matches(HOLDERS)) return [...field.querySelectorAll('img')].map(({ src }) => src).join(' ');
  return field.getAttribute('aria-checked') ?? field.querySelector('.ant-select-content')?.textContent ?? '';
}

/** A field that is gone was one of a row that was removed. */
const showsChanges = (holder: Element): boolean =>
  [...(shownBefore.get(holder) ?? [])].some(
    ([field, before]) => !field.isConnected || shownBy(field) !== before,
  );

/** Forms and dialogs on the screen that hold what is not saved. */
function unsavedHolders(): Element[] {
  for (const holder of [...typedInto, ...shownBefore.keys()])
    if (!holder.isConnected) {
      typedInto.delete(holder);
      shownBefore.delete(holder);
    }
  return [...typedInto, ...[...shownBefore.keys()].filter(showsChanges)];
}

const WATCHED = [
  ['input', noteTyping],
  // Before whatever they do.
  ['pointerdown', noteTouch],
  ['keydown', noteTouch],
] as const;

/** Begins to watch what is typed and chosen. @returns how to end that */
export function watchTyping(): () => void {
  for (const [event, note] of WATCHED) document.addEventListener(event, note, { capture: true });
  return () => {
    for (const [event, note] of WATCHED) document.removeEventListener(event, note, { capture: true });
    forgetTyped();
  };
}

/** The dialog that somebody works in now, or the form of a page; a question over it is none. Null: neither, which sends the page. */
export function sentFrom(): Element | null {
  const dialog = visibleDialogs()
    .filter((one) => !one.matches(QUESTIONS))
    .at(-1);
  return dialog ?? (workedIn?.isConnected === true ? workedIn : null);
}

export const visibleDialogs = (): Element[] =>
  [...document.querySelectorAll(DIALOGS)].filter((one) => one.checkVisibility());

/** What was typed in a form, or in a dialog and its forms, is saved or given up. */
export function forgetTypedIn(where: Element): void {
  for (const holder of [...typedInto, ...shownBefore.keys()])
    if (where.contains(holder)) {
      typedInto.delete(holder);
      shownBefore.delete(holder);
    }
}

/** All that was typed is saved or given up. */
export function forgetTyped(): void {
  typedInto.clear();
  shownBefore.clear();
}

/** Whether something was typed in a dialog and would be gone with it. */
export const isTypedIn = (dialog: Element): boolean =>
  unsavedHolders().some((holder) => dialog.contains(holder));

/** Whether something that was typed, here or above the page, would be gone with the page. */
export const isUnsaved = (): boolean => unsavedHolders().length > 0 || changedParts.size > 0;

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
