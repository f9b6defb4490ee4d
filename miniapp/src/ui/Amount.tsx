import { Text } from '@tarojs/components';
import './Amount.scss';
import { classNames } from './classNames';
import { moneyParts } from '@paifan/shared/client/moneyText';

interface Props {
  /** Whole fen. */
  fen: number;
  size?: 'small' | 'body' | 'title' | 'large' | 'huge';
  /** `price` vermilion, `received` jade, `waiting` amber; else the colour around it. */
  tone?: 'price' | 'received' | 'waiting';
  /** Shows the plus of money in. */
  signed?: boolean;
  className?: string;
}

/** An amount as it is set everywhere: small ¥, large yuan, smaller fen, figures of equal width. */
export function Amount({ fen, size = 'body', tone, signed = false, className }: Props) {
  const { negative, yuan, cents } = moneyParts(fen);
  const sign = negative ? '-' : signed && fen > 0 ? '+' : '';
  return (
    <Text
      className={classNames('amount', `amount--${size}`, tone !== undefined && `amount--${tone}`, className)}
    >
      <Text className="amount__currency">{sign}¥</Text>
      <Text className="amount__yuan">{yuan}</Text>
      <Text className="amount__cents">.{cents}</Text>
    </Text>
  );
}
