import { Link, useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { storeId } from '@paifan/shared/ids/ids';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { CashierDiscountOf } from '../../features/stores/CashierDiscountOf';
import { CashierCodes } from '../../features/stores/CashierCodes';
import { PageForm } from '../../features/stores/PageForm';
import { StoreFrame } from '../../features/stores/StoreFrame';
import type { Store } from '../../features/stores/storePage';
import { StoreRules } from '../../features/stores/StoreRules';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { PageHead } from '../../ui/PageHead';
import { PlaceLink } from '../../ui/PlaceLink';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

/** A store: what it tells, the codes of its cashier, and what its sales give to the lines. */
export default function StoreDetail() {
  const { id = '' } = useParams();
  const query = useRead('GET /api/admin/stores/:id', { params: { id: storeId(id) } });
  return <Loaded query={query}>{(found) => <Shown key={found.id} store={found} />}</Loaded>;
}

function Shown({ store }: { store: Store }) {
  const mayReview = useMay('stores.review');
  const maySettings = useMay('settings.read');
  const mayOrders = useMay('orders.read');
  const tabs = [
    { key: 'page', label: '资料', children: <PageForm store={store} mayChange={mayReview} /> },
    {
      key: 'codes',
      label: '收银码',
      children: <CashierCodes side="admin" id={store.id} mayChange={mayReview} />,
    },
    {
      key: 'discount',
      label: '收银台优惠',
      children: <CashierDiscountOf side="admin" store={store} mayChange={mayReview} />,
    },
    ...(maySettings ? [{ key: 'rules', label: '排队返利规则', children: <StoreRules store={store} /> }] : []),
  ];
  return (
    <>
      <PageHead
        title={`门店 ${store.name}`}
        actions={mayOrders ? <Link to={`/orders?storeId=${store.id}`}>订单</Link> : null}
      />
      <StoreFrame
        tabs={tabs}
        facts={[
          {
            label: '接单',
            children: (
              <StateTag tone={store.selling ? 'good' : 'bad'} text={store.selling ? '接单中' : '不接单'} />
            ),
          },
          {
            label: '商家',
            children:
              store.merchantId === null ? (
                '自营'
              ) : (
                <Link to={`/merchants/${store.merchantId}`}>商家 {store.merchantId}</Link>
              ),
          },
          { label: '平台抽成', children: percentText(store.commissionRatio) },
          {
            label: '招商人',
            children:
              store.recruiterId === null ? (
                '—'
              ) : (
                <MemberName member={{ id: store.recruiterId, nickname: `会员 ${store.recruiterId}` }} />
              ),
          },
          { label: '位置', children: <PlaceLink place={store.place} name={store.name} /> },
          { label: '开店', children: <Time iso={store.createdAt} /> },
        ]}
      />
    </>
  );
}
