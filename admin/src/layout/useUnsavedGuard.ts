import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';
import { LAYER } from '../theme/tokens';
import { forgetTyped, forgetTypedIn, isTypedIn, isUnsaved, visibleDialogs, watchTyping } from '../ui/typed';

/** A press here closes a dialog without its buttons. */
const WAYS_OUT = '.ant-modal-close, .ant-drawer-close, .ant-drawer-mask';

/**
 * Asks before something that was typed and not saved is lost: by another page, by a stray press beside a dialog or Esc, or with the
 * tab. A dialog's own 取消 is meant, and asks nothing.
 */
export function useUnsavedGuard(): void {
  const { modal } = App.useApp();
  const ask = useRef<(question: Question) => void>(() => undefined);
  ask.current = ({ verb, onGiveUp, onStay }) =>
    void modal.confirm({
      title: '填写的内容还没有保存',
      zIndex: LAYER.question,
      content: '现在离开，填写的内容不会保留。',
      okText: verb,
      okButtonProps: { danger: true },
      cancelText: '继续填写',
      autoFocusButton: 'cancel',
      onOk: onGiveUp,
      onCancel: onStay,
    });

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const { proceed, reset } = blocker;
    const leave = (): void => {
      forgetTyped();
      proceed();
    };
    ask.current({ verb: '不保存，离开', onGiveUp: leave, onStay: reset });
  }, [blocker]);

  useEffect(() => {
    const unwatch = watchTyping();
    const holdTab = (event: BeforeUnloadEvent): void => {
      if (isUnsaved()) event.preventDefault();
    };
    const hold = (event: Event, dialog: Element | null): void => {
      if (dialog === null || !isTypedIn(dialog)) return;
      event.preventDefault();
      event.stopPropagation();
      const close = (): void => {
        forgetTypedIn(dialog);
        dialog.querySelector<HTMLElement>('.ant-modal-close, .ant-drawer-close')?.click();
      };
      ask.current({ verb: '不保存，关闭', onGiveUp: close });
    };
    const holdKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing && !isPopupOpen())
        hold(event, visibleDialogs().at(-1) ?? null);
    };
    const holdPress = (event: MouseEvent): void => {
      const { target } = event;
      if (!(target instanceof HTMLElement)) return;
      const way = target.closest<HTMLElement>(WAYS_OUT);
      // A press beside a modal falls on what holds it.
      const isBeside = target.matches('.ant-modal-wrap');
      if (way === null && !isBeside) return;
      hold(
        event,
        (way ?? target).closest('.ant-modal-root, .ant-drawer')?.querySelector('[role=dialog]') ?? null,
      );
    };
    window.addEventListener('beforeunload', holdTab);
    document.addEventListener('keydown', holdKey, { capture: true });
    document.addEventListener('click', holdPress, { capture: true });
    return () => {
      unwatch();
      window.removeEventListener('beforeunload', holdTab);
      document.removeEventListener('keydown', holdKey, { capture: true });
      document.removeEventListener('click', holdPress, { capture: true });
    };
  }, []);
}

interface Question {
  readonly verb: string;
  readonly onGiveUp: () => void;
  readonly onStay?: () => void;
}

/** The list of a field, or the days of one, that Esc closes first. */
const isPopupOpen = (): boolean => document.activeElement?.getAttribute('aria-expanded') === 'true';
