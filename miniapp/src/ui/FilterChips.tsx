import { ScrollView } from '@tarojs/components';
import type { ComponentProps } from 'react';
import './FilterChips.scss';
import { Segments } from './Segments';

/** What a list is narrowed to: one of several, scrolled to where they do not fit. For tests, `t-filter-<value>` on each. */
export const FilterChips = <T extends string>(
  props: Omit<ComponentProps<typeof Segments<T>>, 'look' | 'name'>,
) => (
  <ScrollView className="filter-chips" scrollX enhanced showScrollbar={false}>
    <Segments {...props} look="chips" name="t-filter" />
  </ScrollView>
);
