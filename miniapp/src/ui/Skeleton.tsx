import { View } from '@tarojs/components';
import './Skeleton.scss';
import { classNames } from './classNames';

interface Props {
  /** What it stands for: rows of a list, tiles of the grid, fronts of stores, or one tall block. */
  shape?: 'rows' | 'tiles' | 'fronts' | 'block';
  count?: number;
}

/** The quiet outline of what is being loaded. */
export function Skeleton({ shape = 'rows', count = 4 }: Props) {
  return (
    <View className={classNames('skeleton', `skeleton--${shape}`, 't-loading')}>
      {Array.from({ length: count }, (_, index) => (
        <View key={index} className="skeleton__item">
          <View className="skeleton__picture" />
          <View className="skeleton__text">
            <View className="skeleton__stroke" />
            <View className="skeleton__stroke skeleton__stroke--short" />
          </View>
        </View>
      ))}
    </View>
  );
}
