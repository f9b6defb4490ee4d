import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { percentText } from '@paifan/shared/client/moneyText';
import type { StoreId } from '@paifan/shared/ids/ids';
import { deskStoreQuery, type DeskStore } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { AtStore } from '@/features/desk/components/AtStore';
import { StoreForm } from '@/features/desk/components/StoreForm';
import type { Desk } from '@/features/desk/desk';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PictureStrip } from '@/ui/PictureStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** The page of a store as its customers see it, written by its own people. */
export default function DeskStorePage() {
  useRefresh('desk');
  return (
    <View className="page page--with-bar t-desk-store">
      <OfflineStrip />
      <AtDesk permission="desk.read">
        {(desk) => <AtStore desk={desk}>{(id) => <Store key={id} desk={desk} id={id} />}</AtStore>}
      </AtDesk>
    </View>
  );
}

function Store({ desk, id }: { desk: Desk; id: StoreId }) {
  const query = useQuery(deskStoreQuery(desk.id, id));
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
      {(store) => (
        <>
          <Card className="t-store-facts">
            <View className="desk-store__head">
              <Text className="desk-store__name t-desk-store-name">{store.name}</Text>
              <Tag text={store.selling ? '营业' : '暂不接单'} tone={store.selling ? 'plain' : 'waiting'} />
            </View>
            <Line name="行业">
              <Text>{store.trade}</Text>
            </Line>
            <Line name="地址">
              <Text className="desk-store__address">
                {store.district} {store.address}
              </Text>
            </Line>
            <Line name="平台抽成">
              <Text>{percentText(store.commissionRatio)}</Text>
            </Line>
            <Line
              name="查看门店页"
              className="t-to-store"
              onTap={() => open('/packages/store/detail/index', { id })}
            />
            <Text className="muted">名称、地址与抽成由平台登记，要改请联系平台</Text>
          </Card>
          {desk.may('desk.store.write') ? <StoreForm desk={desk} store={store} /> : <Told store={store} />}
        </>
      )}
    </Loaded>
  );
}

/** The same for a role that only reads. */
const Told = ({ store }: { store: DeskStore }) => (
  <Card className="t-store-told">
    <Line name="营业时间">
      <Text>{store.openingHours === '' ? '没有填写' : store.openingHours}</Text>
    </Line>
    <Line name="电话">
      <Text>{store.phone === '' ? '没有填写' : store.phone}</Text>
    </Line>
    {store.notice !== '' && (
      <Line name="公告">
        <Text className="desk-store__address">{store.notice}</Text>
      </Line>
    )}
    <PictureStrip paths={[store.picture, ...store.pictures]} />
  </Card>
);
