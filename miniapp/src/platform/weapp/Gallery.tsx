import { Swiper, SwiperItem } from '@tarojs/components';
import type { ReactElement } from 'react';
import { colors } from '@config/tokens';

interface Props {
  /** One beside the other; each with a key. */
  children: readonly ReactElement[];
  className: string;
}

/** Things to be wiped through, with a mark for each. */
export function Gallery({ children, className }: Props) {
  return (
    <Swiper
      className={className}
      indicatorDots
      indicatorColor={colors.paperInk}
      indicatorActiveColor={colors.ink}
    >
      {children.map((child) => (
        <SwiperItem key={String(child.key)}>{child}</SwiperItem>
      ))}
    </Swiper>
  );
}
