import { Button, Card, Descriptions, Form, Input, Space, Tabs } from 'antd';
import { useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { storeId } from '@paifan/shared/ids/ids';
import { ownHoursText } from '@paifan/shared/merchants/hours';
import { useRead, useWrite } from '../../api/queries';
import { CashierCodes } from '../../features/stores/CashierCodes';
import { CashierDiscountForm } from '../../features/stores/CashierDiscountForm';
import { HoursInput } from '../../features/stores/HoursInput';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { PictureInput, PicturesInput } from '../../ui/Pictures';
import { PlaceLink } from '../../ui/PlaceLink';
import { StateTag } from '../../ui/StateTag';
import { useUrlState } from '../../ui/useUrlState';
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
  const [{ tab }, setUrl] = useUrlState(['tab']);
  const mayChange = useDeskMay('desk.store.write');
  const items = [
    { key: 'page', label: '门店页', children: <FrontForm store={store} mayChange={mayChange} /> },
    {
      key: 'codes',
      label: '收银码',
      children: <CashierCodes side="desk" id={store.id} mayChange={mayChange} />,
    },
    { key: 'discount', label: '收银台优惠', children: <Discount store={store} mayChange={mayChange} /> },
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
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Card>
          <Descriptions
            column={{ xs: 1, lg: 3 }}
            items={[
              { key: 'trade', label: '行业', children: store.trade },
              { key: 'address', label: '地址', children: `${store.district} ${store.address}` },
              {
                key: 'place',
                label: '位置',
                children: <PlaceLink place={store.place} name={store.name} />,
              },
              { key: 'commission', label: '平台抽成', children: percentText(store.commissionRatio) },
            ]}
          />
        </Card>
        <Card>
          <Tabs
            activeKey={items.some(({ key }) => key === tab) ? tab : 'page'}
            onChange={(key) => setUrl({ tab: key })}
            items={items}
          />
        </Card>
      </Space>
    </>
  );
}

function Discount({ store: { id, cashierDiscount }, mayChange }: { store: Store; mayChange: boolean }) {
  const save = useWrite('PUT /api/desk/stores/:id/cashier-discount', '优惠已保存');
  return (
    <CashierDiscountForm
      key={JSON.stringify(cashierDiscount)}
      saved={cashierDiscount}
      mayChange={mayChange}
      save={(rule) => save.mutateAsync({ params: { id }, body: { cashierDiscount: rule } })}
    />
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
      <Form.Item name="weeklyHours" label="营业时间" extra="据此判断「营业中」">
        <HoursInput />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="openingHours"
          label="营业时间的文字"
          extra="不填则由上面的时间生成"
          rules={[{ max: 64, message: '最多 64 个字' }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="phone" label="电话" extra="手机、带区号的座机或 400 电话；可不填">
          <Input inputMode="tel" />
        </Form.Item>
      </div>
      <Form.Item name="notice" label="店铺公告" rules={[{ max: 200, message: '最多 200 个字' }]}>
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="picture" label="门店主图" rules={[{ required: true, message: '请上传主图' }]}>
        <PictureInput label="主图" />
      </Form.Item>
      <Form.Item name="pictures" label="更多图片" extra="最多 8 张">
        <PicturesInput label="更多图片" most={8} />
      </Form.Item>
      {mayChange ? (
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      ) : null}
    </Form>
  );
}
