import { Text, View } from '@tarojs/components';
import { wholeLabel } from './spoken';
import './Stars.scss';
import { classNames } from './classNames';
import { Tap } from './Tap';

export const STARS = [1, 2, 3, 4, 5] as const;
export type StarCount = (typeof STARS)[number];

interface Props {
  value: StarCount;
  /** Given: the stars are to be chosen. */
  onChange?: (value: StarCount) => void;
}

/** One to five stars, to be read or to be given. */
export function Stars({ value, onChange }: Props) {
  const star = (at: StarCount) => (
    <Text className={classNames('stars__one', at <= value && 'stars__one--on')}>★</Text>
  );
  if (onChange === undefined)
    return (
      <View className="stars" {...wholeLabel(`${value} 星`)}>
        {STARS.map((at) => (
          <View key={at}>{star(at)}</View>
        ))}
      </View>
    );
  return (
    <View className="stars stars--given">
      {STARS.map((at) => (
        <Tap
          key={at}
          className={`stars__tap t-star-${at}`}
          label={`${at} 星`}
          selected={at === value}
          onTap={() => onChange(at)}
        >
          {star(at)}
        </Tap>
      ))}
    </View>
  );
}
