import Taro from '@tarojs/taro';
import { colors } from '@config/tokens';

interface Question {
  title: string;
  content: string;
  /** What agreeing is called: four characters at most, by WeChat. */
  confirmText?: string;
}

/** Asks before something that cannot be undone; true when the member agrees. Closed without an answer is no. */
export const ask = ({ title, content, confirmText = '确定' }: Question): Promise<boolean> =>
  Taro.showModal({
    title,
    content,
    confirmText,
    cancelText: '再想想',
    confirmColor: colors.vermilionText,
  }).then(
    ({ confirm }) => confirm,
    () => false,
  );
