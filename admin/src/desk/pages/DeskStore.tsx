import { Button, Form } from 'antd';
import { useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { storeId } from '@paifan/shared/ids/ids';
import { ownHoursText } from '@paifan/shared/merchants/hours';
import { useRead, useWrite } from '../../api/queries';
import { CashierCodes } from '../../features/stores/CashierCodes';
import { CashierDiscountOf } from '../../features/stores/CashierDiscountOf';
import { FrontFields } from '../../features/stores/PageFields';
import { StoreFrame } from '../../features/stores/StoreFrame';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { PlaceLink } from '../../ui/PlaceLink';
import { StateTag } from '../../ui/StateTag';
import { DeskStoreRules } from '../parts/DeskStoreRules';
import { useDeskMay } from '../whoAmI';

type Store = ResponseOf<'GET /api/desk/stores/:id'>;
type Front = BodyInputOf<'PUT /api/desk/stores/:id'>;

/** A store: what its page shows, the codes of its cashier, and what its sales give to the lines. */
export default function DeskStore() {
  const { id = '' } = useParams();
  const query = useRead('GET /api/desk/stores/:id', { params: { id: storeId(id) } });
  return <Loaded query={query}>{(store) => <Shown key={store.id} store={store} />}</Loaded>;
}

function Shown({ store }: { store: Store }) {
  const mayChange = useDeskMay('desk.store.write');
  const tabs = [
    { key: 'page', label: '门店页', children: <FrontForm store={store} mayChange={mayChange} /> },
    {
      key: 'codes',
      label: '收银码',
      children: <CashierCodes side="desk" id={store.id} mayChange={mayChange} />,
    },
    {
      key: 'discount',
      label: '收银台优惠',
      children: <CashierDiscountOf side="desk" store={store} mayChange={mayChange} />,
    },
    { key: 'rules', label: '排队返利规则', children: <DeskStoreRules id={store.id} /> },
  ];
  return (
    <>
      <PageHead
        title={store.name}
        about="名称、地址与抽成由平台登记，变更请联系平台"
        actions={
          <StateTag tone={store.selling ? 'good' : 'over'} text={store.selling ? '营业' : '暂不接单'} />
        }
      />
      <StoreFrame
        tabs={tabs}
        facts={[
          { key: 'trade', label: '行业', children: store.trade },
          { key: 'address', label: '地址', children: `${store.district} ${store.address}` },
          { key: 'place', label: '位置', children: <PlaceLink place={store.place} name={store.name} /> },
          { key: 'commission', label: '平台抽成', children: percentText(store.commissionRatio) },
        ]}
      />
    </>
  );
}

/** What the merchant changes of its store's page. What was typed stays when it is refused. */
function FrontForm({ store, mayChange }: { store: Store; mayChange: boolean }) {
  const save = useWrite('PUT /api/desk/stores/:id', '已保存');
  const { weeklyHours, phone, picture, pictures, notice } = store;
  const openingHours = ownHoursText(store);
  return (
    <Form<Front>
      layout="vertical"
      disabled={!mayChange}
      initialValues={{ openingHours, weeklyHours, phone, picture, pictures, notice }}
      onFinish={(body) => save.mutate({ params: { id: store.id }, body })}
    >
      <FrontFields />
      {mayChange ? (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      ) : null}
    </Form>
  );
}
