import { Text, View } from '@tarojs/components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '@/api/client';
import { AddressCard } from '@/features/orders/components/AddressCard';
import { addressesQuery, type Address } from '@/features/orders/api/addresses';
import { useNewAddress } from '@/features/orders/hooks/useNewAddress';
import { open } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { useRefresh } from '@/ui/useRefresh';
import { say, useWrite } from '@/ui/useWrite';
import './index.scss';

/** Where the member's orders can go. */
export default function AddressesPage() {
  const query = useQuery(addressesQuery());
  const add = useNewAddress(() => say('已添加'));
  useRefresh('addresses');
  return (
    <View className="page page--with-bar t-addresses">
      <OfflineStrip />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="place" title="还没有收货地址" />
          ) : (
            <View className="stack">
              {items.map((address) => (
                <OwnAddress key={address.id} address={address} />
              ))}
            </View>
          )
        }
      </Loaded>
      <ActionBar>
        <Button className="t-address-book" text="从微信添加" busy={add.busy} onTap={add.run} />
        <Button
          kind="main"
          className="t-address-new"
          text="手动添加"
          onTap={() => open('/packages/shop/address/index', {})}
        />
      </ActionBar>
    </View>
  );
}

function OwnAddress({ address }: { address: Address }) {
  const client = useQueryClient();
  const shown = () => client.invalidateQueries(addressesQuery());
  const { id, isDefault, ...fields } = address;

  // Both may be repeated without harm.
  const makeDefault = useWrite(async () => {
    await request('PUT /api/me/addresses/:id', { params: { id }, body: { ...fields, isDefault: true } });
    await shown();
  });
  const remove = useWrite(async () => {
    if (!(await ask({ title: '删除这个地址？', content: fields.detail }))) return;
    await request('DELETE /api/me/addresses/:id', { params: { id } });
    await shown();
  });
  return (
    <View className="own-address t-own-address">
      <AddressCard address={address} className="own-address__card" />
      <View className="own-address__actions">
        {isDefault ? (
          <Text className="own-address__default t-default">默认地址</Text>
        ) : (
          <Button
            kind="quiet"
            className="t-make-default"
            text="设为默认"
            busy={makeDefault.busy}
            onTap={makeDefault.run}
          />
        )}
        <Button
          kind="quiet"
          className="t-edit"
          text="编辑"
          onTap={() => open('/packages/shop/address/index', { id })}
        />
        <Button kind="quiet" className="t-remove" text="删除" busy={remove.busy} onTap={remove.run} />
      </View>
    </View>
  );
}
