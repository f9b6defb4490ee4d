import { Button as NativeButton } from '@tarojs/components';
import { classNames } from './classNames';

interface Props {
  text: string;
  className?: string;
  main?: boolean;
  /** What the page's share card is told of the button that was pressed. */
  carries?: Readonly<Record<`data-${string}`, string>>;
}

/** Sends the page's card to a friend: WeChat opens its list of friends for its own button only. On the web there is none. */
export function ShareButton({ text, className, main = false, carries = {} }: Props) {
  if (process.env.TARO_ENV !== 'weapp') return null;
  return (
    <NativeButton
      className={classNames('native-button', main && 'native-button--main', className)}
      openType="share"
      {...carries}
    >
      {text}
    </NativeButton>
  );
}
