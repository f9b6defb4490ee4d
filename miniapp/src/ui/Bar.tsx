import { View } from '@tarojs/components';
import './Bar.scss';
import { barPercent } from '@paifan/shared/client/moneyText';

interface Props {
  /** What came, in fen. */
  part: number;
  /** What may come in all, in fen. */
  whole: number;
  /** Nothing more will come: what is missing is no longer waiting. */
  ended?: boolean;
}

/** Received of entitled: jade is what came, amber what still waits. */
export function Bar({ part, whole, ended = false }: Props) {
  const percent = barPercent(part, whole);
  return (
    <View className={ended ? 'bar bar--ended' : 'bar'}>
      <View className="bar__part" style={{ width: `${percent}%` }} />
    </View>
  );
}
