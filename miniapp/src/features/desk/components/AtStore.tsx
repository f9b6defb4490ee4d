import { ScrollView, View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { storeId, type StoreId } from '@paifan/shared/ids/ids';
import { Empty } from '@/ui/Notice';
import { Segments } from '@/ui/Segments';
import type { Desk } from '../desk';

interface Props {
  desk: Desk;
  children(id: StoreId): ReactNode;
}

/** One of the stores of a desk; where there are several, they are to be chosen from. */
export function AtStore({ desk, children }: Props) {
  const [first] = desk.stores;
  const [chosen, setChosen] = useState<string>(first?.id ?? '');
  if (first === undefined) return <Empty icon="place" title="还没有门店" text="入驻申请通过后，门店会出现在这里" />;
  return (
    <View className="stack">
      {desk.stores.length > 1 && (
        <ScrollView scrollX enhanced showScrollbar={false}>
          <Segments
            look="chips"
            name="t-store"
            options={desk.stores.map(({ id, name }) => ({ value: id as string, text: name }))}
            value={chosen}
            onChange={setChosen}
          />
        </ScrollView>
      )}
      {children(storeId(chosen))}
    </View>
  );
}
