import { useQuery } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import type { AddressId } from '@paifan/shared/ids/ids';
import { open } from '@/navigation';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Sheet } from '@/ui/Sheet';
import { addressesQuery } from '../api/addresses';
import { useNewAddress } from '../hooks/useNewAddress';
import { AddressCard } from './AddressCard';

interface Props {
  chosen: AddressId | null;
  onChoose(id: AddressId): void;
  onClose(): void;
}

/** The member's addresses, of which one is chosen, and a way to a new one. */
export function AddressesSheet({ chosen, onChoose, onClose }: Props) {
  const query = useQuery(addressesQuery());
  const add = useNewAddress(({ id }) => onChoose(id));
  return (
    <Sheet title="收货地址" className="t-addresses-sheet" onClose={onClose}>
      <View className="stack">
        <Loaded query={query}>
          {({ items }) => (
            <>
              {items.map((address) => (
                <AddressCard
                  key={address.id}
                  className="t-address-option"
                  address={address}
                  chosen={address.id === chosen}
                  onTap={() => onChoose(address.id)}
                />
              ))}
              {items.length === 0 && <Text className="muted">还没有收货地址</Text>}
            </>
          )}
        </Loaded>
        <Button className="t-address-book" text="从微信地址簿添加" busy={add.busy} onTap={add.run} />
        <Button
          className="t-address-new"
          text="手动添加"
          onTap={() => {
            onClose();
            open('/packages/shop/address/index', {});
          }}
        />
      </View>
    </Sheet>
  );
}
