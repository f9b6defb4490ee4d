import Taro from '@tarojs/taro';
import { useRef, useState } from 'react';
import { messageOf } from '@paifan/shared/client/failure';

export const say = (title: string): void => void Taro.showToast({ title, icon: 'none', duration: 2500 });

/**
 * A write under one button: while it is under way `busy` is true and another press does nothing. A failure is
 * told to the member in the API's words.
 */
export function useWrite<A extends unknown[]>(write: (...args: A) => Promise<void>) {
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);

  const run = (...args: A): void => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    write(...args)
      .catch((thrown: unknown) => say(messageOf(thrown)))
      .finally(() => {
        underWay.current = false;
        setBusy(false);
      });
  };

  return { run, busy };
}
