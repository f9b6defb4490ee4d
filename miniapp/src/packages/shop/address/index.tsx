import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { AddressForm } from '@/features/orders/components/AddressForm';
import { EMPTY_ADDRESS } from '@/features/orders/addressDraft';
import { addressesQuery, type Address } from '@/features/orders/api/addresses';
import { useSaveAddress } from '@/features/orders/hooks/useSaveAddress';
import { pageParam } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { say } from '@/ui/useWrite';

/** One address by hand: a new one, or one of the member's own to be changed. */
export default function AddressPage() {
  const [id] = useState(() => pageParam('id'));
  return (
    <View className="page page--with-bar t-address-page">
      <OfflineStrip />
      {id === '' ? <WrittenAddress address={null} /> : <OldAddress id={id} />}
    </View>
  );
}

function OldAddress({ id }: { id: string }) {
  const query = useQuery(addressesQuery());
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={1} />}>
      {({ items }) => {
        const address = items.find((each) => each.id === id);
        return address === undefined ? (
          <Empty icon="place" title="这个地址已经删除了" />
        ) : (
          <WrittenAddress address={address} />
        );
      }}
    </Loaded>
  );
}

/** @param address as it was when the page opened; null: a new one */
function WrittenAddress({ address }: { address: Address | null }) {
  const [start] = useState(() => {
    if (address === null) return EMPTY_ADDRESS;
    const { id: _, ...fields } = address;
    return fields;
  });
  const save = useSaveAddress(address?.id ?? null, () => {
    say('已保存');
    void Taro.navigateBack();
  });
  return <AddressForm start={start} busy={save.busy} onSave={save.run} />;
}
